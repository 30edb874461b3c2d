package io.logtriage.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.app.letters.LetterBox;
import io.logtriage.app.letters.StoredLetter;
import io.logtriage.app.letters.StoredLetter.Place;
import io.logtriage.patterns.wire.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "list",
    description = "What was refused, when, why, and where it was; the newest at the end.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  logtriage dead-letters list --since 1d --reason version"})
final class DeadLettersListCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("MM-dd HH:mm:ss", Locale.ROOT);
  private static final String INDENT = " ".repeat(16);
  private static final int REASON_LENGTH = 300;
  private static final int TEXT_LENGTH = 120;

  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private LetterFilter filter;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many, the newest (default: ${DEFAULT-VALUE}); --json shows all.")
  private int limit;

  @Option(names = "--json", description = "One letter per line, its bytes as base64.")
  private boolean json;

  DeadLettersListCommand(Console console) {
    this.console = console;
  }

  /** A letter as it is shown, without its bytes. */
  private record Row(StoredLetter stored, String text, int bytes) {
    static Row of(StoredLetter stored) {
      byte @Nullable [] value = stored.letter().value();
      byte[] bytes = value == null ? new byte[0] : value;
      String text =
          new String(bytes, 0, Math.min(bytes.length, 4 * TEXT_LENGTH), StandardCharsets.UTF_8);
      DeadLetter letter = stored.letter();
      DeadLetter bare =
          new DeadLetter(
              letter.reason(), letter.origin(), letter.key(), null, List.of(), letter.time());
      return new Row(new StoredLetter(stored.place(), bare), text, bytes.length);
    }

    long time() {
      return stored.letter().time();
    }
  }

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new WrongUsage("--limit " + limit + ": expected 1 or more");
    }
    Brokers.await(kafka);
    try (LetterBox box = new LetterBox(kafka.client(), kafka.topics().deadLetters())) {
      Set<Place> resent = box.resent();
      if (json) {
        box.forEach(stored -> printJson(stored, resent.contains(stored.place())), this::unreadable);
      } else {
        table(box, resent);
      }
    }
    return Cli.DONE;
  }

  private void unreadable(Place place) {
    console.note("no dead letter at " + kafka.topics().deadLetters() + "-" + place);
  }

  private void printJson(StoredLetter stored, boolean resent) {
    if (!filter.wants(stored.letter())) {
      return;
    }
    try {
      ObjectNode object = (ObjectNode) JSON.readTree(stored.letter().encode());
      object.put("partition", stored.place().partition());
      object.put("offset", stored.place().offset());
      object.put("replayed", resent);
      console.json(JSON.writeValueAsString(object));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void table(LetterBox box, Set<Place> resent) {
    Comparator<Row> byTime =
        Comparator.comparingLong(Row::time)
            .thenComparingInt(row -> row.stored().place().partition())
            .thenComparingLong(row -> row.stored().place().offset());
    PriorityQueue<Row> newest = new PriorityQueue<>(byTime);
    int[] count = new int[1];
    box.forEach(
        stored -> {
          if (filter.wants(stored.letter())) {
            count[0]++;
            newest.add(Row.of(stored));
            if (newest.size() > limit) {
              newest.remove();
            }
          }
        },
        this::unreadable);
    if (newest.isEmpty()) {
      console.print("no dead letters");
      return;
    }
    newest.stream()
        .sorted(byTime)
        .forEach(row -> print(row, resent.contains(row.stored().place())));
    if (count[0] > newest.size()) {
      console.note(newest.size() + " of " + count[0] + " dead letters; --limit shows more");
    }
  }

  private void print(Row row, boolean resent) {
    DeadLetter letter = row.stored().letter();
    String time =
        DAY_AND_TIME.format(Instant.ofEpochMilli(letter.time()).atZone(ZoneId.systemDefault()));
    console.print(
        time
            + "  "
            + SafeText.oneLine(letter.origin().toString(), TEXT_LENGTH)
            + ", "
            + row.bytes()
            + " bytes"
            + (letter.key() == null
                ? ""
                : ", key " + SafeText.oneLine(new String(letter.key(), StandardCharsets.UTF_8), 80))
            + (resent ? ", sent again" : ""));
    console.print(INDENT + "! " + SafeText.oneLine(letter.reason(), REASON_LENGTH));
    if (!row.text().isBlank()) {
      console.print(INDENT + "| " + SafeText.oneLine(row.text(), TEXT_LENGTH));
    }
  }
}

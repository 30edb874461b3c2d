package io.logtriage.patterns.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.RequestTime;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is read of lines in every format and behind every prefix, one file each ({@code formats/}):
 * {@code <} is a line, {@code >} an event that was made of the lines above it, {@code |} its
 * further lines, {@code !} the access format that is given. An empty line ends a source.
 */
class FormatsTest {
  private static final long ARRIVAL = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  static List<Path> files() throws IOException, URISyntaxException {
    Path folder = Path.of(FormatsTest.class.getResource("/formats").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void linesAreReadAsWrittenDown(Path file) throws IOException {
    String text = Files.readString(file);
    StringBuilder actual = new StringBuilder();
    for (String source : text.split("(?<=\n)\n", -1)) {
      actual.append(actual.length() == 0 ? "" : "\n").append(read(source));
    }
    assertThat(actual.toString()).isEqualTo(text);
  }

  private static String read(String source) {
    StringBuilder out = new StringBuilder();
    List<AccessFormat> formats = new ArrayList<>();
    source
        .lines()
        .filter(line -> line.startsWith("! "))
        .forEach(line -> formats.add(AccessFormat.parse(line.substring(2))));
    Written written = new Written(out);
    EventAssembler assembler = new EventAssembler(ZoneOffset.UTC, formats, false, written);
    source
        .lines()
        .filter(line -> !line.startsWith("> ") && !line.startsWith("| "))
        .forEach(
            line -> {
              if (line.startsWith("< ")) {
                byte[] bytes = line.substring(2).replace("<ESC>", "\u001b").getBytes(UTF_8);
                assembler.line(bytes, 0, bytes.length, -1, ARRIVAL);
                written.input(line);
              } else {
                out.append(line).append('\n');
              }
            });
    assembler.flush();
    written.end();
    return out.toString();
  }

  /** Writes events behind the lines that they were made of. */
  private static final class Written implements EventAssembler.Events {
    private final StringBuilder out;
    private final List<String> inputs = new ArrayList<>();
    private final StringBuilder events = new StringBuilder();
    private int lines;

    Written(StringBuilder out) {
      this.out = out;
    }

    void input(String line) {
      inputs.add(line);
      end();
    }

    /** As soon as all lines so far belong to events, both are written. */
    void end() {
      if (lines > 0) {
        for (int i = 0; i < lines; i++) {
          out.append(inputs.remove(0)).append('\n');
        }
        out.append(events);
        events.setLength(0);
        lines = 0;
      }
    }

    @Override
    public boolean watches(ParsedEvent line) {
      return true;
    }

    @Override
    public boolean mayMatch(ParsedEvent line) {
      return false;
    }

    @Override
    public boolean mayShowSymptom(ParsedEvent line) {
      return false;
    }

    @Override
    public void event(ParsedEvent event, long offset, long time, boolean undated) {
      lines += event.lines;
      events.append("> ").append(event.format.dataset());
      field("level", event.level == Level.UNKNOWN ? null : lower(event.level));
      field("time", event.time == ParsedEvent.NO_TIME ? null : Instant.ofEpochMilli(event.time));
      field("pid", event.pid < 0 ? null : event.pid);
      if (event.format.isAccess()) {
        field("status", event.status < 0 ? null : event.status);
        field("client", text(event, event.clientFrom, event.clientTo));
        field("method", text(event, event.methodFrom, event.methodTo));
        field("target", text(event, event.targetFrom, event.targetTo));
        long micros = RequestTime.micros(event);
        field("took", micros < 0 ? null : micros + " us");
        if (event.details != null) {
          event.details.forEach((name, from, to) -> field(name, text(event, from, to)));
        }
        events.append('\n');
        return;
      }
      Raised raised = event.traceback ? Raised.last(event.bytes, event.from, event.to) : null;
      field("raised", raised == null ? null : raised.type());
      field("lines", event.lines == 1 ? null : event.lines);
      String[] parts = text(event, event.messageFrom, event.to).split("\n", -1);
      events.append(" : ").append(parts[0]).append('\n');
      for (int i = 1; i < parts.length; i++) {
        events.append("| ").append(parts[i]).append('\n');
      }
    }

    @Override
    public void benign(ParsedEvent event, long offset, long time, boolean undated) {
      event(event, -1, time, false);
    }

    private void field(String name, Object value) {
      if (value != null) {
        events.append(", ").append(name).append(' ').append(value);
      }
    }

    private static String lower(Level level) {
      return level.name().toLowerCase(Locale.ROOT);
    }

    private static String text(ParsedEvent event, int from, int to) {
      return from < 0 ? null : new String(event.bytes, from, to - from, UTF_8);
    }
  }
}

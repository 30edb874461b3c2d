package io.logtriage.ingest;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.SourceNaming;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of systemd, by {@code journalctl -o json} as a child process. Entries are numbered:
 * after a restart it goes on behind the last one that was acknowledged, and what is read again is
 * known as a repeat.
 */
final class JournalFeed implements Feed {
  private static final Logger log = LoggerFactory.getLogger(JournalFeed.class);

  /** Lines of one entry that have positions of their own; more are counted as lost. */
  private static final int MOST_LINES = 4096;

  private static final int LONGEST_ENTRY = 16 << 20;

  private final Input.Journal input;
  private final boolean follow;
  private final Map<String, String> environment;
  private final AtomicLong lost = new AtomicLong();
  private String cursor;
  private String sequence;
  private volatile @Nullable Process process;
  private volatile boolean closed;

  /**
   * @param cursor where the run before came to; null: from the beginning, or the end
   * @param environment whose {@code PATH} says where journalctl is
   */
  JournalFeed(
      Input.Journal input,
      boolean follow,
      @Nullable String cursor,
      Map<String, String> environment) {
    this.input = input;
    this.follow = follow;
    this.environment = environment;
    this.cursor = cursor == null ? "" : cursor;
    this.sequence = JournalEntry.sequence(cursor);
  }

  @Override
  public void open() throws IOException {
    program();
  }

  private Path program() throws IOException {
    String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
    return Arrays.stream(path.split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, "journalctl"))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    input.name()
                        + " cannot be read: no journalctl in "
                        + path
                        + "; it comes with systemd. Where there is none, ship the files in /var/log"));
  }

  private List<String> command() throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(program().toString(), "--output=json", "--all", "--no-pager", "--quiet"));
    input.units().forEach(unit -> command.add("--unit=" + unit));
    if (!cursor.isEmpty()) {
      command.add("--after-cursor=" + cursor);
    }
    command.add(cursor.isEmpty() && input.fromEnd() ? "--lines=0" : "--no-tail");
    if (follow) {
      command.add("--follow");
    }
    return command;
  }

  @Override
  public void run(Intake intake) throws IOException, InterruptedException {
    if (!sequence.isEmpty()) {
      intake.goOn();
    }
    Backoff backoff = new Backoff();
    while (!closed) {
      String before = cursor;
      Process child =
          new ProcessBuilder(command())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .start();
      process = child;
      if (closed) {
        child.destroy();
      }
      read(child.getInputStream(), intake);
      int code = child.waitFor();
      if (closed || (!follow && code == 0)) {
        return;
      }
      if (!follow) {
        throw new IOException(input.name() + ": journalctl ended with code " + code);
      }
      log.warn("{}: journalctl ended with code {}; starting it again", input.name(), code);
      backoff.pause(!before.equals(cursor), () -> closed);
    }
  }

  private void read(InputStream output, Intake intake) throws IOException, InterruptedException {
    try (InputStream in = new BufferedInputStream(output, 64 * 1024)) {
      byte[] line = new byte[4096];
      int length = 0;
      int next = in.read();
      while (next >= 0) {
        if (next != '\n') {
          line = length == line.length ? Arrays.copyOf(line, length * 2) : line;
          length = Math.min(length + 1, LONGEST_ENTRY - 1);
          line[length - 1] = (byte) next;
        } else {
          entry(line, length, intake);
          length = 0;
          if (in.available() == 0) {
            intake.flush(cursor);
          }
        }
        next = in.read();
      }
      intake.flush(cursor);
    } catch (IOException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  private void entry(byte[] line, int length, Intake intake) throws InterruptedException {
    JournalEntry entry;
    try {
      entry = JournalEntry.parse(line, 0, length);
    } catch (IOException e) {
      lost.incrementAndGet();
      log.warn("{}: an entry of {} bytes was left out: {}", input.name(), length, e.getMessage());
      return;
    }
    if (!entry.sequence().equals(sequence)) {
      intake.flush(cursor);
      intake.beginAnew();
      sequence = entry.sequence();
    }
    cursor = entry.cursor();
    lines(entry, intake);
  }

  private void lines(JournalEntry entry, Intake intake) throws InterruptedException {
    byte[] head = entry.head().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] message = entry.message();
    Source source = source(entry);
    long offset = entry.number() * MOST_LINES;
    int from = 0;
    for (int count = 0; from < message.length; count++) {
      int to = from;
      while (to < message.length && message[to] != '\n') {
        to++;
      }
      if (count == MOST_LINES) {
        lost.incrementAndGet();
        log.warn("{}: an entry with more than {} lines was cut", input.name(), MOST_LINES);
        return;
      }
      byte[] text = Arrays.copyOf(head, head.length + to - from);
      System.arraycopy(message, from, text, head.length, to - from);
      int end = Math.min(text.length, io.logtriage.patterns.files.LineReader.MAX_LINE);
      intake.line(source, text, 0, end, end < text.length, offset + count);
      from = to + 1;
    }
  }

  private Source source(JournalEntry entry) {
    SourceNaming naming = input.naming();
    return naming.named(entry.unit());
  }

  @Override
  public long lost() {
    return lost.get();
  }

  @Override
  public void close() {
    closed = true;
    Process child = process;
    if (child != null) {
      child.destroy();
    }
  }
}

package io.logtriage.patterns.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventAssemblerTest {
  private static final String HEAD = "2026-03-01 09:05:07,000 ERROR in shop: Exception on /x [GET]";
  private static final String FRAMES =
      """
      Traceback (most recent call last):
        File "/srv/shop.py", line 3, in run
          total = add(1)
                  ^^^^^^
      """;

  private final Collected events = new Collected();
  private final EventAssembler assembler =
      new EventAssembler(ZoneOffset.UTC, List.of(), false, events);

  /** Each block between lines of {@code ====} must become one event, neither more nor less. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "follow-each-other",
        "chained",
        "head-of-old-gunicorn",
        "without-head",
        "thread",
        "long-exception-message",
        "print-after-blank-line",
        "group",
        "quoted-from-another-process",
        "stripped-of-indents",
        "message-of-several-lines",
        "harmless-announcement",
        "printed-behind-gunicorn",
        "nginx-start",
        "access-line-in-between",
      })
  void joinsTheLinesOfAnEvent(String name) throws IOException {
    String excerpt = excerpt("/assembly/" + name + ".txt");
    List<String> expected = Pattern.compile("(?m)^====\n").splitAsStream(excerpt).toList();
    String lines = String.join("", expected);
    feed(lines);
    assembler.flush();
    assertThat(events.texts)
        .containsExactlyElementsOf(expected.stream().map(String::stripTrailing).toList());
    assertThat(events.lines).isEqualTo(lines.lines().count());
  }

  @Test
  void tracebackHasTheHeadsTimeLevelAndFormat() {
    feed(HEAD + "\n" + FRAMES + "ValueError: no\n");
    assembler.flush();
    ParsedEvent event = events.last;
    assertThat(event.traceback).isTrue();
    assertThat(event.level).isEqualTo(Level.ERROR);
    assertThat(event.format).isEqualTo(LineFormat.PYTHON);
    assertThat(event.lines).isEqualTo(6);
    assertThat(new String(event.bytes, event.from, event.firstLineEnd, UTF_8)).isEqualTo(HEAD);
  }

  @Test
  void undatedTracebackTakesTheTimeOfTheLastDatedLine() {
    feed("2026-03-01 09:05:07,000 INFO fine\n" + FRAMES + "ValueError: no\n");
    assembler.flush();
    assertThat(events.time).isEqualTo(assembler.clock());
    assertThat(events.undated).isFalse();
  }

  @Test
  void sourceWithoutAnyDateTakesTheArrival() {
    feed(FRAMES + "ValueError: no\n");
    assembler.flush();
    assertThat(events.time).isEqualTo(4711);
    assertThat(events.undated).isTrue();
    assertThat(assembler.clock()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void linesOfSeveralWritersInOneFileAreNotJoined() {
    feed(
        """
        web_1  | Traceback (most recent call last):
        web_1  |   File "/srv/shop.py", line 3, in run
        web_1  | ValueError: no
        db_1   | Error: none of the shop's
        """);
    assembler.flush();
    assertThat(events.texts)
        .containsExactly(
            "Traceback (most recent call last):\n  File \"/srv/shop.py\", line 3, in run\n"
                + "ValueError: no",
            "Error: none of the shop's");
  }

  @Test
  void completeLinesDoNotWait() {
    feed("[2026-03-01 09:05:08 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)\n");
    feed("2026/03/01 09:05:07 [error] 7#9: *44 connect() failed (111: no)\n");
    feed("2026-03-01 09:05:07,000 INFO fine\n");
    assertThat(assembler.pendingLines()).isZero();
  }

  @Test
  void deepRecursionKeepsItsBeginningAndItsException() {
    feed(HEAD + "\n" + FRAMES + "    f()\n".repeat(2_000) + "RecursionError: too deep\n");
    assembler.flush();
    assertThat(events.last.truncated).isTrue();
    assertThat(events.lines).isEqualTo(2_006);
    assertThat(events.texts).hasSize(1);
    assertThat(events.texts.get(0)).startsWith(HEAD).endsWith("RecursionError: too deep");
    assertThat(events.texts.get(0).lines().count()).isLessThanOrEqualTo(PendingEvent.MAX_LINES);
  }

  @Test
  void longLinesAreCutAtTheBound() {
    feed(HEAD + "\n" + ("x".repeat(40_000) + "\n").repeat(3));
    assembler.flush();
    assertThat(events.last.truncated).isTrue();
    assertThat(events.texts.get(0).length()).isLessThanOrEqualTo(PendingEvent.MAX_BYTES);
  }

  @Test
  void writersThatInterruptEachOtherKeepTheirOwnEvents() {
    feed(
        """
        web-1    | Traceback (most recent call last):
        worker-1 | Traceback (most recent call last):
        web-1    |   File "/srv/shop.py", line 3, in run
        worker-1 |   File "/srv/jobs.py", line 9, in work
        nginx-1  | 198.51.100.7 - - [01/Mar/2026:09:05:07 +0000] "GET / HTTP/1.1" 200 9 "-" "-"
        worker-1 |     done()
        web-1    |     total = add(1)
        web-1    | ValueError: of the web
        worker-1 | ValueError: of the worker
        """);
    assembler.flush();
    assertThat(events.texts.subList(1, 3))
        .containsExactlyInAnyOrder(
            """
            Traceback (most recent call last):
              File "/srv/shop.py", line 3, in run
                total = add(1)
            ValueError: of the web\
            """,
            """
            Traceback (most recent call last):
              File "/srv/jobs.py", line 9, in work
                done()
            ValueError: of the worker\
            """);
    assertThat(events.lines).isEqualTo(9);
  }

  @Test
  void processesInOneSyslogFileKeepTheirOwnEvents() {
    feed(
        """
        Mar  1 09:05:07 web-1 app[11]: Traceback (most recent call last):
        Mar  1 09:05:07 web-1 app[12]: Traceback (most recent call last):
        Mar  1 09:05:07 web-1 app[11]:   File "/srv/shop.py", line 3, in run
        Mar  1 09:05:07 web-1 app[12]:   File "/srv/shop.py", line 4, in run
        Mar  1 09:05:07 web-1 app[11]: ValueError: first
        Mar  1 09:05:07 web-1 app[12]: KeyError: 'second'
        """);
    assembler.flush();
    assertThat(events.texts)
        .hasSize(2)
        .anySatisfy(text -> assertThat(text).contains("line 3").endsWith("ValueError: first"))
        .anySatisfy(text -> assertThat(text).contains("line 4").endsWith("KeyError: 'second'"));
  }

  @Test
  void whoFallsSilentInTheMiddleOfAnEventIsNotWaitedForLong() {
    feed(
        "web-1 | Traceback (most recent call last):\n"
            + "db-1 | ready\n".repeat(ParkedEvents.PATIENCE + 1));
    assertThat(events.texts).contains("Traceback (most recent call last):");
    assertThat(assembler.pendingLines()).isZero();
  }

  @Test
  void onlySoManyWritersAreWaitedFor() {
    for (int writer = 0; writer < 3 * ParkedEvents.MOST; writer++) {
      feed("web-" + writer + " | Traceback (most recent call last):\n");
    }
    assertThat(assembler.pendingLines()).isEqualTo(ParkedEvents.MOST + 1);
    assembler.flush();
    assertThat(events.lines).isEqualTo(3 * ParkedEvents.MOST);
  }

  @Test
  void whatWaitsForItsWriterSurvivesARestart() {
    feed(
        "web-1 | Traceback (most recent call last):\nworker-1 | Traceback (most recent call last):");
    StateWriter state = new StateWriter();
    assembler.write(state);
    EventAssembler restarted = new EventAssembler(ZoneOffset.UTC, List.of(), false, events);
    restarted.read(new StateReader(state.toByteArray()));
    byte[] line = "web-1 | ValueError: late".getBytes(UTF_8);
    restarted.line(line, 0, line.length, -1, 4711);
    restarted.flush();
    assertThat(events.texts).contains("Traceback (most recent call last):\nValueError: late");
  }

  private void feed(String text) {
    text.lines()
        .map(line -> line.getBytes(UTF_8))
        .forEach(line -> assembler.line(line, 0, line.length, -1, 4711));
  }

  private static String excerpt(String resource) throws IOException {
    try (InputStream in = EventAssemblerTest.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static final class Collected implements EventAssembler.Events {
    final List<String> texts = new ArrayList<>();
    ParsedEvent last = new ParsedEvent();
    long time;
    boolean undated;
    int lines;

    @Override
    public boolean watches(ParsedEvent line) {
      return line.status >= 500;
    }

    @Override
    public boolean mayMatch(ParsedEvent line) {
      return new String(line.bytes, line.messageFrom, line.to - line.messageFrom, UTF_8)
          .matches(".*(attribute|printed|Error).*");
    }

    @Override
    public boolean mayShowSymptom(ParsedEvent line) {
      return new String(line.bytes, line.messageFrom, line.to - line.messageFrom, UTF_8)
          .matches(".*(attribute|printed|Error).*");
    }

    @Override
    public void event(ParsedEvent event, long offset, long newTime, boolean newUndated) {
      texts.add(new String(event.bytes, event.from, event.to - event.from, UTF_8));
      last = event;
      time = newTime;
      undated = newUndated;
      lines += event.lines;
    }

    @Override
    public void benign(ParsedEvent event, long offset, long time, boolean undated) {
      texts.add(new String(event.bytes, event.from, event.to - event.from, UTF_8));
      lines++;
    }
  }
}

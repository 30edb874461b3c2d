package io.logtriage.patterns.detect;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DetectorTest {
  private static final int WARM_UP = 5;
  private static final int MEASURED = 9;

  private final Detector detector = Detector.of(Catalogue.builtIn());

  @Test
  void judgesAnAccessLineByItsStatusAlone() {
    ParsedEvent event = event("GET /?q=WORKER TIMEOUT (pid:1) HTTP/1.1", LineFormat.NGINX_ACCESS);
    event.status = 200;
    assertThat(symptoms(event)).isEmpty();

    event.status = 502;
    assertThat(symptoms(event)).containsExactly("bad-gateway");
  }

  @Test
  void findsWhatStandsInAnyLineOfAnEvent() {
    ParsedEvent event =
        event(
            "Exception in worker process\nTraceback (most recent call last):\n"
                + "  File \"a.py\", line 1, in <module>\nModuleNotFoundError: No module named 'x'",
            LineFormat.GUNICORN_ERROR);
    event.traceback = true;
    event.lines = 4;

    assertThat(symptoms(event)).containsExactly("module-not-found");
  }

  @Test
  void mayMatchSeesTextThatIsRequiredOfSuchLinesOnly() {
    ParsedEvent line = event("sqlite3.OperationalError: database is locked", LineFormat.PYTHON);
    assertThat(detector.mayMatch(line)).isTrue();
    assertThat(detector.mayShowSymptom(line)).isTrue();

    line.level = Level.INFO;
    assertThat(detector.mayMatch(line)).isFalse();
    assertThat(detector.mayMatch(event("all is well", LineFormat.PYTHON))).isFalse();
  }

  @Test
  void whatOnlyExplainsOrEndsAsymptomShowsNone() {
    ParsedEvent line = event("Application startup complete", LineFormat.PYTHON);
    line.level = Level.INFO;

    assertThat(detector.mayMatch(line)).isTrue();
    assertThat(detector.mayShowSymptom(line)).isFalse();
  }

  @Test
  void allocatesNothingForAbenignEvent() {
    ParsedEvent event = event("cart of 3 items for customer 4711 stored", LineFormat.PYTHON);
    event.level = Level.INFO;
    ParsedEvent access = event("GET / HTTP/1.1", LineFormat.NGINX_ACCESS);
    access.status = 200;
    Detector.Matches none =
        (symptom, open, fields) -> {
          throw new AssertionError(symptom.id());
        };
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < WARM_UP; round++) {
      long before = allocatedBytes();
      for (int i = 0; i < 10_000; i++) {
        detector.detect(event, none);
        detector.detect(access, none);
      }
      allocated = Math.min(allocated, allocatedBytes() - before);
    }

    // A few bytes belong to the measurement itself; 20,000 events with one object each would be
    // 320,000 at least.
    assertThat(allocated).isLessThan(1_000);
  }

  @ParameterizedTest
  @MethodSource("hostileTexts")
  void decidesHostileTextInBoundedTime(String text) {
    ParsedEvent event = event(text, LineFormat.TEXT);
    long[] nanos = new long[MEASURED];
    for (int i = -WARM_UP; i < MEASURED; i++) {
      long start = processorNanos();
      detector.detect(event, (symptom, open, fields) -> {});
      if (i >= 0) {
        nanos[i] = processorNanos() - start;
      }
    }
    Arrays.sort(nanos);

    assertThat(nanos[MEASURED / 2] / 1_000_000)
        .as("median milliseconds of processor time")
        .isLessThan(50);
  }

  static Stream<String> hostileTexts() {
    String literals =
        String.join(
            " ",
            "WORKER TIMEOUT (pid:",
            "upstream prematurely closed connection",
            "[Errno 13]",
            "[Errno 28]",
            "OperationalError: database is locked",
            "ModuleNotFoundError: No module named '",
            "faiss:: RuntimeError: Error in ",
            " failed (2: ",
            "no space left on device",
            "Failed to establish a new connection: [Errno 111]");
    return Stream.of(
        ".".repeat(100_000),
        "a.".repeat(50_000) + literals,
        "[".repeat(50_000) + "]".repeat(50_000) + literals,
        "(".repeat(4_000) + literals + ")".repeat(4_000),
        literals.repeat(3_000),
        ("open() \"" + "/a".repeat(2_000) + "\" failed (2: x, client: ").repeat(250),
        "x".repeat(1_000_000),
        ("RuntimeError: Error in " + "faiss::Error: ".repeat(500)).repeat(100),
        ("sqlite3." + "A".repeat(7_000) + "Error: database is locked\n").repeat(100),
        "\n".repeat(100_000) + "OSError: [Errno 28]",
        "é\u2028\u0000".repeat(50_000) + literals);
  }

  private List<String> symptoms(ParsedEvent event) {
    List<String> symptoms = new ArrayList<>();
    detector.detect(event, (symptom, open, fields) -> symptoms.add(symptom.id()));
    return symptoms;
  }

  private static ParsedEvent event(String text, LineFormat format) {
    byte[] bytes = bytes(text);
    ParsedEvent event = new ParsedEvent();
    event.reset(bytes, 0, bytes.length);
    event.format = format;
    return event;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Of this thread, so that other work on the machine does not count. */
  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}

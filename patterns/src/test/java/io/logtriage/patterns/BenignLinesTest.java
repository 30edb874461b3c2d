package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.logtriage.patterns.catalogue.Catalogue;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines that show nothing are nearly all lines: they may not leave anything to collect. */
class BenignLinesTest {
  private static final int LINES = 2_000;
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** {@code @S} is a second, {@code @N} a number. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.3.@S - - [01/Mar/2026:12:00:@S +0000] \"GET /tea/@N?page=2 HTTP/1.1\" 200 @N \"-\" \"curl\"",
        "10.0.3.@S - - [01/Mar/2026:12:00:@S +0000] \"GET /tea/@N HTTP/1.1\" 404 @N \"-\" \"curl\" rt=0.0@S",
        "10.0.3.@S - - [01/Mar/2026:12:00:@S +0000] \"GET /static/a.js HTTP/1.1\" 304 0 \"-\" \"curl\"",
        "web-1  | 10.0.3.@S - - [01/Mar/2026:12:00:@S +0000] \"GET /tea HTTP/1.1\" 200 @N \"-\" \"curl\"",
        "[2026-03-01 12:00:@S +0000] [@S] [INFO] Autorestarting worker @N after current request.",
        "2026-03-01 12:00:@S,123 INFO [kettle] poured @N cups for table @S, next round soon",
        "[2026-03-01 12:00:@S,123] INFO in kettle: poured @N cups for table @S",
        "INFO:kettle:poured @N cups for table @S",
        "2026/03/01 12:00:@S [notice] 7#7: signal process started for @N",
        "Mar  1 12:00:@S web-1 kettle[@S]: poured @N cups",
        "web-1  | 2026-03-01 12:00:@S,123 DEBUG kettle: poured @N cups",
        "  poured @N cups for table @S, next round soon",
      })
  void allocateNothing(String line) {
    byte[][] lines = IntStream.range(0, LINES).mapToObj(i -> text(line, i)).toArray(byte[][]::new);
    SourceEngine source =
        ENGINE.open(new Source("web-1", "/var/log/tea.log", "tea", "tea", ZoneOffset.UTC, null));
    take(source, lines);
    assertThat(source.matched()).isZero();
    // What a class that is loaded, or a compiler, takes meanwhile is not of the lines.
    long least =
        IntStream.range(0, 5).mapToLong(round -> allocated(source, lines)).min().orElseThrow();
    assertThat(least).isZero();
  }

  private static long allocated(SourceEngine source, byte[][] lines) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    take(source, lines);
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  private static void take(SourceEngine source, byte[][] lines) {
    for (int i = 0; i < lines.length; i++) {
      source.line(lines[i], 0, lines[i].length, i, 0);
      if (i % 50 == 49) {
        source.drain(finding -> {});
      }
    }
  }

  private static byte[] text(String line, int i) {
    return line.replace("@S", Integer.toString(10 + i / 40))
        .replace("@N", Integer.toString(i))
        .getBytes(UTF_8);
  }
}

package io.logtriage.patterns.assemble;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.ParsedEvent;
import java.lang.management.ManagementFactory;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllocationTest {
  private static final long LINES = 100_000;
  private static final List<AccessFormat> FORMATS =
      List.of(
          AccessFormat.parse(
              "$remote_addr|$status|$request|$request_time|$http_referer|$http_user_agent"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.9 - - [01/Mar/2026:12:00:00 +0000] \"GET /a?b HTTP/1.1\" 200 5 \"-\" \"u\" rt=0.1",
        " - - [01/Mar/2026:12:00:00 +0000] \"GET /a?b HTTP/1.0\" 200 5 \"-\" \"u\"",
        "[2026-03-01 12:00:00 +0000] [7] [INFO] Booting worker with pid: 9",
        "2026-03-01 12:00:00,123 INFO [shop] [pid 7] saved",
        "2026-03-01 12:00:00,123 ERROR [shop] [pid 7] not saved",
        "2026/03/01 12:00:00 [info] 7#7: *4 client closed connection",
        "10.0.0.9|200|GET /a?b HTTP/1.1|0.250|https://shop.example/|u",
        "an ordinary sentence",
        "web_1  | \u001b[32man ordinary sentence",
        "Mar  1 12:00:00 web-1 shop[7]: an ordinary sentence",
      })
  void linesWithoutSymptomAllocateNothing(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    EventAssembler assembler =
        new EventAssembler(ZoneId.of("Europe/Berlin"), FORMATS, false, new Nothing());
    repeat(assembler, bytes);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(assembler, bytes);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(LINES);
  }

  private static void repeat(EventAssembler assembler, byte[] bytes) {
    for (long i = 0; i < LINES; i++) {
      assembler.line(bytes, 0, bytes.length, i, 0);
    }
  }

  private static final class Nothing implements EventAssembler.Events {
    @Override
    public boolean watches(ParsedEvent line) {
      return line.status >= 500;
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
    public void event(ParsedEvent event, long offset, long time, boolean undated) {}

    @Override
    public void benign(ParsedEvent event, long offset, long time, boolean undated) {}
  }
}

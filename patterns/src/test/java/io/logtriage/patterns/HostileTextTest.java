package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.redact.Redactor;
import java.lang.management.ManagementFactory;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No line, whatever its bytes, costs more than it may, breaks anything or stays in memory. */
class HostileTextTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final long LIMIT = 50_000_000;

  /** Below this, the measurement says nothing about how time grows. */
  private static final long NOISE = 8_000_000;

  private static final int ROUNDS = 12;
  private static final int LARGEST_STATE = 128 * 1024;

  private final Engine engine = Engine.of(Catalogue.builtIn());

  @ParameterizedTest
  @MethodSource("kinds")
  void aMegabyteCostsFiftyMillisecondsAtMostAndGrowsInProportion(String kind) {
    byte[] text = HostileText.ofSize(kind, MEGABYTE);
    List<String> slow = new ArrayList<>();
    HostileText.HEADS.forEach(
        (format, head) -> {
          long nanos = quickest(HostileText.line(head, text), NOISE);
          if (nanos <= NOISE) {
            return;
          }
          byte[] start = Arrays.copyOf(text, MEGABYTE / 4);
          long quarter = quickest(HostileText.line(head, start), NOISE);
          if (nanos > LIMIT || nanos > 12 * Math.max(quarter, NOISE / 12)) {
            slow.add(format + ": " + nanos / 1_000 + " us, a quarter " + quarter / 1_000 + " us");
          }
        });

    assertThat(slow).as("heads behind which it takes too long").isEmpty();
  }

  static List<String> kinds() {
    return HostileText.kinds();
  }

  @Test
  void noTextAroundWhatSymptomsLookForTakesLong() {
    List<String> slow = new ArrayList<>();
    for (String literal : HostileText.literals()) {
      for (String text : HostileText.around(literal)) {
        long nanos = quickest(text.getBytes(UTF_8), LIMIT / 2);
        if (nanos > LIMIT) {
          slow.add(literal + ": " + nanos / 1_000 + " us");
        }
      }
    }

    assertThat(slow).isEmpty();
    assertThat(engine.quarantined()).as("patterns that hostile text can switch off").isEmpty();
  }

  @Property(tries = 1_000)
  void anyBytesAreTakenAndHandedOver(@ForAll @Size(max = 20) List<byte[]> lines) {
    SourceEngine source = source();
    for (byte[] line : lines) {
      source.line(line, 0, line.length, -1, 0);
    }
    source.flush();
    source.drain(finding -> assertThat(finding.samples()).isNotEmpty());

    assertThat(source.pending()).isFalse();
    assertThat(source.matched() + source.unmatched()).isEqualTo(lines.size());
    assertThat(source.snapshot()).hasSizeLessThan(LARGEST_STATE);
  }

  @Property(tries = 1_000)
  void redactsAnyBytesOnce(@ForAll byte[] bytes, @ForAll("tails") String tail) {
    byte[] line = HostileText.line(new String(bytes, UTF_8) + tail, bytes);
    byte[] once = Redactor.redact(line, 0, line.length);
    byte[] redacted = once == null ? line : once;
    byte[] twice = Redactor.redact(redacted, 0, redacted.length);

    assertThat(twice == null ? redacted : twice).isEqualTo(redacted);
  }

  @Provide
  Arbitrary<String> tails() {
    return Arbitraries.of(
        "", " password=", "://user:", "Authorization: Bearer ", "\"token\": \"", "Cookie: a=", "@");
  }

  /** Processor time of the quickest of some rounds; none follows one that is quick enough. */
  private long quickest(byte[] line, long enough) {
    long quickest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && quickest > enough; round++) {
      SourceEngine source = source();
      long start = processorNanos();
      source.line(line, 0, line.length, -1, 0);
      source.flush();
      source.drain(finding -> {});
      quickest = Math.min(quickest, processorNanos() - start);
      if (round > 0) {
        continue;
      }
      assertThat(source.snapshot()).hasSizeLessThan(LARGEST_STATE);
    }
    return quickest;
  }

  private SourceEngine source() {
    return engine.open(new Source("web-1", "/a.log", "shop", "shop", ZoneOffset.UTC, null));
  }

  private static long processorNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}

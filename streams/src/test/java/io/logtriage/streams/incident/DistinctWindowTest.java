package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DistinctWindowTest {
  private static final int WITHIN = 20;
  private static final OpenCondition CONDITION =
      new OpenCondition(3, Duration.ofSeconds(WITHIN), "client.ip");

  record Seen(long time, String value) {}

  /** What is left out changes nothing, in whatever order findings come. */
  @Property(tries = 2_000)
  void meetsTheConditionWhenAllTimesSaySo(@ForAll("seen") List<Seen> seen) {
    assertThat(window(seen).metAt()).isEqualTo(byAllTimes(seen));
  }

  @Property(tries = 500)
  void goesOnFromItsState(@ForAll("seen") List<Seen> before, @ForAll("seen") List<Seen> after) {
    DistinctWindow window = window(before);
    StateWriter out = new StateWriter(1);
    window.write(out);
    DistinctWindow read = new DistinctWindow(CONDITION);
    read.read(new StateReader("test", out.toBytes(), 1));
    after.forEach(one -> window.add(one.time(), 1, one.value()));
    DistinctWindow later = window(after);
    read.addAll(later);

    assertThat(read.metAt()).isEqualTo(window.metAt());
  }

  @Test
  void keepsFewTimesHoweverManyValuesThereAre() {
    DistinctWindow window = new DistinctWindow(new OpenCondition(100, Duration.ofSeconds(1), "x"));
    for (int i = 0; i < 20_000; i++) {
      window.add(i * 1_000L, 1, "value " + i);
    }
    StateWriter out = new StateWriter(1);
    window.write(out);

    assertThat(out.toBytes()).hasSizeLessThan(DistinctWindow.LIMIT * 24);
  }

  private static DistinctWindow window(List<Seen> seen) {
    DistinctWindow window = new DistinctWindow(CONDITION);
    seen.forEach(one -> window.add(one.time(), 1, one.value()));
    return window;
  }

  private static OptionalLong byAllTimes(List<Seen> seen) {
    return seen.stream()
        .mapToLong(Seen::time)
        .filter(
            end ->
                seen.stream()
                        .filter(one -> one.time() <= end)
                        .filter(one -> end / 1_000 - one.time() / 1_000 <= WITHIN)
                        .map(Seen::value)
                        .distinct()
                        .count()
                    >= CONDITION.count())
        .min();
  }

  @Provide
  Arbitrary<List<Seen>> seen() {
    return Combinators.combine(
            Arbitraries.longs().between(0, 150_000), Arbitraries.of("a", "a", "a", "b", "c", "d"))
        .as(Seen::new)
        .list()
        .ofMaxSize(40);
  }
}

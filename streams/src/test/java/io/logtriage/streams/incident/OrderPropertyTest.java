package io.logtriage.streams.incident;

import static io.logtriage.streams.incident.Findings.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OrderPropertyTest {

  @Property(tries = 400)
  void anyInterleavingGivesTheSameIncidents(
      @ForAll("findings") List<Finding> findings, @ForAll Random random) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparingLong(Finding::first).thenComparing(Finding::id));
    List<Finding> shuffled = new ArrayList<>(findings);
    Collections.shuffle(shuffled, random);

    assertThat(outcome(shuffled, random, false)).isEqualTo(outcome(sorted, random, false));
  }

  /** Each feed in order, the clock as far as the slower of the two, as partitions deliver them. */
  @Property(tries = 400)
  void twoFeedsGiveTheSameIncidentsHoweverOneLags(
      @ForAll("findings") List<Finding> findings, @ForAll Random random) {
    List<Finding> sorted = new ArrayList<>(findings);
    sorted.sort(Comparator.comparingLong(Finding::first).thenComparing(Finding::id));
    Story story = new Story().batch("even", 0, List.of()).batch("odd", 0, List.of());
    List<Finding> even = sorted.stream().filter(f -> f.id().hashCode() % 2 == 0).toList();
    List<Finding> odd = sorted.stream().filter(f -> f.id().hashCode() % 2 != 0).toList();
    for (int i = 0, j = 0; i + j < sorted.size(); ) {
      boolean first = i < even.size() && (j == odd.size() || random.nextBoolean());
      Finding next = first ? even.get(i++) : odd.get(j++);
      story.batch(first ? "even" : "odd", Story.second(next.first()), List.of(next));
    }
    story.batch("even", 100_000, List.of()).batch("odd", 100_000, List.of()).flush();

    assertThat(describe(story)).isEqualTo(outcome(sorted, random, false));
  }

  @Property(tries = 400)
  void restartsChangeNothing(@ForAll("findings") List<Finding> findings, @ForAll Random random) {
    assertThat(outcome(findings, random, true)).isEqualTo(outcome(findings, random, false));
  }

  /** Symptom, group, count, span and cause's symptom of what remains at the end. */
  private static List<String> outcome(List<Finding> findings, Random random, boolean restarts) {
    Story story = new Story();
    for (Finding finding : findings) {
      story.batch("feed", 0, List.of(finding));
      if (restarts && random.nextInt(3) == 0) {
        story.restart();
      }
    }
    return describe(story.clock(100_000).flush());
  }

  private static List<String> describe(Story story) {
    return story.incidents.values().stream()
        .filter(incident -> incident.status() != Incident.Status.MERGED)
        .map(OrderPropertyTest::describe)
        .sorted()
        .collect(Collectors.toList());
  }

  private static String describe(Incident incident) {
    Incident.Cause cause = incident.cause();
    return String.join(
        " ",
        incident.symptom(),
        incident.group().toString(),
        String.valueOf(incident.count()),
        String.valueOf(incident.firstSeen() - START),
        String.valueOf(incident.lastSeen() - START),
        cause == null ? "-" : cause.symptom());
  }

  @Provide
  Arbitrary<List<Finding>> findings() {
    Arbitrary<Finding> finding =
        Combinators.combine(
                Arbitraries.of("disk", "timeout", "gateway", "noise", "index"),
                Arbitraries.of("one", "two"),
                Arbitraries.longs().between(0, 5_000))
            .as(Findings::of);
    Arbitrary<Finding> client =
        Combinators.combine(Arbitraries.longs().between(0, 400), Arbitraries.of("a", "b", "c", "d"))
            .as(Findings::ofClient);
    Arbitrary<Finding> mixed =
        Combinators.combine(
                Arbitraries.of("one", "two"),
                Arbitraries.longs().between(0, 3_000),
                Arbitraries.integers().between(0, 9))
            .as(
                (group, second, kind) ->
                    kind == 0
                        ? Findings.of("mixed", group, second)
                        : Findings.weak("mixed", group, second));
    Arbitrary<Finding> file =
        Combinators.combine(
                Arbitraries.of("disk", "disk", "index"),
                Arbitraries.of("one", "two"),
                Arbitraries.longs().between(0, 5_000),
                Arbitraries.of("/srv/a/file", "/srv/b/file", "/srv/c/file"))
            .as(Findings::ofFile);
    Arbitrary<Finding> error =
        Combinators.combine(
                Arbitraries.of("memory", "index"),
                Arbitraries.longs().between(0, 5_000),
                Arbitraries.of("2", "111", "104"))
            .as(Findings::ofError);
    return Arbitraries.oneOf(finding, client, mixed, file, error)
        .list()
        .uniqueElements(Finding::id)
        .ofMaxSize(40);
  }
}

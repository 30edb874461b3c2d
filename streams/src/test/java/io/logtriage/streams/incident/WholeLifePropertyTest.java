package io.logtriage.streams.incident;

import static io.logtriage.streams.incident.Findings.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Absorption, evidence of recovery, severity and suspicion in any order, packing and restarts. */
class WholeLifePropertyTest {
  /** A finding, or a sign that findings of its symptom and group are over. */
  private record Item(Finding finding, boolean sign) {
    long time() {
      return finding.first();
    }
  }

  @Property(tries = 500)
  void anyOrderAndPackingGivesTheSameIncidents(
      @ForAll("items") List<Item> items, @ForAll Random random) {
    List<Item> sorted = new ArrayList<>(items);
    sorted.sort(Comparator.comparingLong(Item::time).thenComparing(item -> item.finding().id()));
    List<Item> shuffled = new ArrayList<>(items);
    Collections.shuffle(shuffled, random);

    assertThat(describe(told(shuffled, random, true)))
        .isEqualTo(describe(told(sorted, random, false)));
  }

  @Property(tries = 300)
  void everyFindingIsInAnIncidentOrCounted(
      @ForAll("items") List<Item> items, @ForAll Random random) {
    Story story = told(items, random, true);

    long findings = items.stream().filter(item -> !item.sign()).count();
    long inIncidents =
        story.incidents.values().stream()
            .filter(incident -> incident.status() != Incident.Status.MERGED)
            .mapToLong(Incident::count)
            .sum();
    assertThat(inIncidents + story.counts().absorbed()).isEqualTo(findings);
  }

  private static Story told(List<Item> items, Random random, boolean pack) {
    Story story = new Story();
    List<Finding> findings = new ArrayList<>();
    List<Recovery> signs = new ArrayList<>();
    for (Item item : items) {
      if (item.sign()) {
        signs.add(new Recovery(item.finding().symptom(), item.finding().group(), item.time()));
      } else {
        findings.add(item.finding());
      }
      if (!pack || random.nextInt(3) == 0) {
        story.apply(new DeploymentBatch("web-1", "feed", START, findings, signs), 0);
        findings.clear();
        signs.clear();
        if (pack && random.nextInt(3) == 0) {
          story.restart();
        }
      }
    }
    story.apply(new DeploymentBatch("web-1", "feed", START, findings, signs), 0);
    return story.clock(100_000).flush();
  }

  private static List<String> describe(Story story) {
    return story.incidents.values().stream()
        .filter(incident -> incident.status() != Incident.Status.MERGED)
        .map(WholeLifePropertyTest::describe)
        .sorted()
        .toList();
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
        cause == null ? "-" : cause.symptom(),
        incident.root().symptom(),
        incident.severity().word(),
        incident.suspected() ? "suspected" : "proven",
        String.valueOf(incident.resolvedAt()),
        String.valueOf(incident.resolvedBy()));
  }

  @Provide
  Arbitrary<List<Item>> items() {
    Arbitrary<Long> time = Arbitraries.longs().between(0, 800);
    Arbitrary<Finding> plain =
        Combinators.combine(
                Arbitraries.of("disk", "gateway", "rising"), Arbitraries.of("one", "two"), time)
            .as(Findings::of);
    Arbitrary<Finding> ofProcess =
        Combinators.combine(
                Arbitraries.of("timeout", "killed", "memory", "index"),
                time,
                Arbitraries.of("17", "18", "19"))
            .as(Findings::ofProcess);
    Arbitrary<Finding> ofFile =
        Combinators.combine(
                Arbitraries.of("disk", "index"),
                Arbitraries.of("one", "two"),
                time,
                Arbitraries.of("/srv/a/file", "/srv/b/file"))
            .as(Findings::ofFile);
    Arbitrary<Finding> ofHost =
        Combinators.combine(Arbitraries.of("web-1", "web-2"), time)
            .as((host, at) -> Findings.ofHost("rising", host, at));
    Arbitrary<Finding> suspected =
        Combinators.combine(Arbitraries.of("one", "two"), time)
            .as((group, at) -> Findings.suspected("memory", group, at));
    Arbitrary<Finding> proof = time.map(at -> Findings.of("memory", "kernel", at));
    return Combinators.combine(
            Arbitraries.oneOf(plain, ofProcess, ofFile, ofHost, suspected, proof),
            Arbitraries.of(false, false, false, true))
        .as(Item::new)
        .list()
        .uniqueElements(item -> item.finding().id())
        .ofMaxSize(30);
  }
}

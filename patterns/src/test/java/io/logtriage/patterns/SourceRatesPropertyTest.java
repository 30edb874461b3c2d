package io.logtriage.patterns;

import static io.logtriage.patterns.SourceEngineTest.drain;
import static io.logtriage.patterns.SourceEngineTest.feed;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class SourceRatesPropertyTest {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final Source SOURCE = SourceEngineTest.source("/log/nginx/access.log");

  /** One request: how many seconds after the one before it, and whether it fails. */
  record Request(int after, boolean fails) {}

  /** The rule, said as simply as it can be: each line is judged by the lines before it. */
  @Property(tries = 300)
  void countsAreThoseOfTheRule(@ForAll("requests") List<Request> requests) {
    List<Integer> seconds = seconds(requests);
    Set<Integer> found = new HashSet<>();
    for (int i = 0; i < requests.size(); i++) {
      int newest = seconds.get(i);
      int total = 0;
      List<Integer> failed = new ArrayList<>();
      for (int j = 0; j <= i; j++) {
        if (seconds.get(j) > newest - 60) {
          total++;
          if (requests.get(j).fails()) {
            failed.add(j);
          }
        }
      }
      if (total >= 20 && failed.size() * 4 >= total) {
        found.addAll(failed);
      }
    }
    long counted = run(requests, Set.of(), Set.of()).values().stream().mapToLong(n -> n).sum();
    assertThat(counted).isEqualTo(found.size());
  }

  @Property(tries = 300)
  void neitherBatchesNorRestartsMatter(
      @ForAll("requests") List<Request> requests,
      @ForAll("places") Set<Integer> drains,
      @ForAll("places") Set<Integer> restarts) {
    Map<String, Long> straight = run(requests, Set.of(), Set.of());
    assertThat(run(requests, drains, Set.of())).isEqualTo(straight);
    assertThat(run(requests, drains, restarts)).isEqualTo(straight);
  }

  /** Findings by second of their end, which no batch divides, and their counts. */
  private static Map<String, Long> run(
      List<Request> requests, Set<Integer> drains, Set<Integer> restarts) {
    SourceEngine source = ENGINE.open(SOURCE);
    List<Finding> findings = new ArrayList<>();
    List<Integer> seconds = seconds(requests);
    for (int i = 0; i < requests.size(); i++) {
      int status = requests.get(i).fails() ? 500 : 200;
      feed(source, SourceRatesTest.request(seconds.get(i), "/x/" + i, status, ""));
      if (drains.contains(i) || restarts.contains(i)) {
        findings.addAll(drain(source));
      }
      if (restarts.contains(i)) {
        source = ENGINE.open(SOURCE, source.snapshot());
      }
    }
    source.flush();
    findings.addAll(drain(source));
    Map<String, Long> counts = new TreeMap<>();
    findings.forEach(finding -> counts.merge("" + finding.last(), finding.count(), Long::sum));
    if (!findings.isEmpty()) {
      counts.put("first " + findings.get(0).id() + findings.get(0).first(), 0L);
    }
    return counts;
  }

  private static List<Integer> seconds(List<Request> requests) {
    List<Integer> seconds = new ArrayList<>();
    int second = 0;
    for (Request request : requests) {
      second += request.after();
      seconds.add(second);
    }
    return seconds;
  }

  @Provide
  Arbitrary<List<Request>> requests() {
    Arbitrary<Integer> after =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(0)),
            Tuple.of(4, Arbitraries.integers().between(1, 4)),
            Tuple.of(1, Arbitraries.integers().between(20, 90)));
    Arbitrary<Boolean> fails = Arbitraries.of(true, false, false);
    return Combinators.combine(after, fails).as(Request::new).list().ofMaxSize(150);
  }

  @Provide
  Arbitrary<Set<Integer>> places() {
    return Arbitraries.integers().between(0, 149).set().ofMaxSize(30);
  }
}

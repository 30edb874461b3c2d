package io.logtriage.streams.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.logtriage.patterns.Finding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FindingMergeTest {

  @Test
  void takesDatedFindingsByTimeThenSource() {
    List<String> order = merged(queue("b", dated(1), dated(5)), queue("a", dated(3), dated(5)));

    assertThat(order).containsExactly("b@1", "a@3", "a@5", "b@5");
  }

  @Test
  void takesUndatedFindingsAfterAllDatedOnes() {
    List<String> order = merged(queue("a", undated(1), dated(9)), queue("b", dated(2), undated(0)));

    assertThat(order).containsExactly("b@2", "a@9", "b@0", "a@1");
  }

  @Test
  void losesNoneOfMoreUndatedFindingsThanItSetsAside() {
    Finding[] many = new Finding[2 * FindingMerge.MAX_UNDATED + 5];
    for (int i = 0; i < many.length; i++) {
      many[i] = undated(i);
    }

    assertThat(merged(queue("a", many), queue("b", dated(7)))).hasSize(many.length + 1);
  }

  @Test
  void joinsThePiecesOfOneFinding() {
    List<Finding> joined = new ArrayList<>();
    new FindingMerge(List.of(queue("a", dated(1), dated(2), dated(1), dated(9_000), dated(1))))
        .run((deployment, finding) -> joined.add(finding));

    assertThat(joined)
        .extracting(Finding::first, Finding::count)
        .containsExactly(tuple(1L, 2L), tuple(2L, 1L), tuple(9_000L, 1L), tuple(1L, 1L));
  }

  private static List<String> merged(Queue... queues) {
    List<String> order = new ArrayList<>();
    new FindingMerge(List.of(queues))
        .run((deployment, finding) -> order.add(deployment + "@" + finding.first()));
    return order;
  }

  private static Queue queue(String name, Finding... findings) {
    return new Queue(name, new ArrayDeque<>(List.of(findings)));
  }

  private static Finding dated(long time) {
    return finding(time, false);
  }

  private static Finding undated(long time) {
    return finding(time, true);
  }

  private static Finding finding(long time, boolean undated) {
    return new Finding(
        "disk-full",
        "id-" + time,
        "host",
        "path",
        "service",
        "text",
        time,
        time,
        1,
        undated,
        new TreeMap<>(),
        Map.of(),
        List.of());
  }

  /** Its name is its deployment, so that the order can be read from what is handed over. */
  private record Queue(String key, Deque<Finding> findings) implements FindingQueue {
    @Override
    public String deployment() {
      return key;
    }

    @Override
    public @Nullable Finding peek() {
      return findings.peek();
    }

    @Override
    public void remove() {
      findings.remove();
    }
  }
}

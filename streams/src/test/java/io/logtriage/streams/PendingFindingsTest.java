package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PendingFindingsTest {
  private final PendingFindings findings = new PendingFindings();

  @Test
  void areHandedOverOnceInOrderOfTimeAndUndatedOnesLast() {
    findings.add("shop", finding("c", 3_000, false));
    findings.add("shop", finding("undated", 1, true));
    findings.add("shop", finding("a", 1_000, false));
    findings.add("school", finding("b", 2_000, false));
    assertThat(findings.take("shop").inOrderOfTime().findings())
        .extracting(Finding::id)
        .containsExactly("a", "c", "undated");
    assertThat(findings.take("shop").findings()).isEmpty();
    assertThat(findings.deployments()).containsExactly("school");
  }

  private static Finding finding(String id, long time, boolean undated) {
    return new Finding(
        "disk-full",
        id,
        "web-1",
        "/a.log",
        "shop",
        "text",
        time,
        time,
        1,
        undated,
        new TreeMap<>(),
        Map.of(),
        List.of());
  }
}

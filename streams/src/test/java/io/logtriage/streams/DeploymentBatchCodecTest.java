package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import io.logtriage.streams.incident.DeploymentBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeploymentBatchCodecTest {

  @Test
  void readsWhatItWrote() {
    DeploymentBatch batch =
        new DeploymentBatch("shop", "logs-3", 1_000, List.of(finding("a", "ä\n\0")));
    assertThat(DeploymentBatchCodec.encode(batch, 0))
        .singleElement()
        .satisfies(bytes -> assertThat(DeploymentBatchCodec.decode(bytes)).isEqualTo(batch));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void carriesOpenConditions(OpenCondition open) {
    Finding finding = finding("a", "text");
    DeploymentBatch batch =
        new DeploymentBatch("shop", "logs-3", 1_000, List.of(opening(finding, open), finding));

    assertThat(DeploymentBatchCodec.decode(DeploymentBatchCodec.encode(batch, 0).get(0)))
        .isEqualTo(batch);
  }

  static List<OpenCondition> conditions() {
    return List.of(
        new OpenCondition(3, Duration.ofSeconds(60)),
        new OpenCondition(5, Duration.ofMinutes(10), "client.ip"));
  }

  @Test
  void carriesAClockThatIsNotKnown() {
    DeploymentBatch batch = new DeploymentBatch("shop", "logs-0", Long.MIN_VALUE, List.of());
    assertThat(DeploymentBatchCodec.decode(DeploymentBatchCodec.encode(batch, 0).get(0)))
        .isEqualTo(batch);
  }

  @Test
  void splitsABigBatchAndMovesTheClockWithItsLastPart() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      findings.add(finding("id" + i, "x".repeat(8_000)));
    }
    List<byte[]> parts =
        DeploymentBatchCodec.encode(new DeploymentBatch("shop", "logs-0", 20, findings), 10);
    assertThat(parts)
        .hasSizeGreaterThan(2)
        .allSatisfy(
            part -> assertThat(part).hasSizeLessThan(DeploymentBatchCodec.PART_BYTES + 40_000));
    List<DeploymentBatch> batches = parts.stream().map(DeploymentBatchCodec::decode).toList();
    assertThat(batches.stream().flatMap(batch -> batch.findings().stream()).toList())
        .isEqualTo(findings);
    assertThat(batches.get(0).clock()).isEqualTo(10);
    assertThat(batches.get(batches.size() - 1).clock()).isEqualTo(20);
  }

  @Test
  void refusesBytesThatEndEarly() {
    byte[] whole =
        DeploymentBatchCodec.encode(
                new DeploymentBatch("shop", "logs-0", 5, List.of(finding("a", "text"))), 0)
            .get(0);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> DeploymentBatchCodec.decode(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Finding opening(Finding finding, OpenCondition open) {
    return new Finding(
        finding.symptom(),
        finding.id(),
        finding.host(),
        finding.path(),
        finding.service(),
        finding.dataset(),
        finding.first(),
        finding.last(),
        finding.count(),
        finding.undated(),
        finding.group(),
        finding.fields(),
        finding.samples(),
        open);
  }

  private static Finding finding(String id, String message) {
    return new Finding(
        "disk-full",
        id,
        "web-1",
        "/var/log/app.log",
        "shop",
        "python.log",
        5,
        9,
        2,
        true,
        new TreeMap<>(Map.of("service.name", "shop")),
        Map.of("error.code", "28", "a", ""),
        List.of(new Sample(id, 5, message, "/var/log/app.log", -1)));
  }
}

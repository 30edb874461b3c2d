package io.logtriage.streams;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import io.logtriage.patterns.Sample;
import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import io.logtriage.streams.incident.DeploymentBatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The bytes of a {@link DeploymentBatch} on the repartition topic. */
final class DeploymentBatchCodec {
  /** A part is closed once it is this big; one finding is far smaller, a record may be 1 MiB. */
  static final int PART_BYTES = 256 * 1024;

  private static final int VERSION = 3;

  private DeploymentBatchCodec() {}

  /**
   * Encodes a batch as one record, or as several when it is too big for one.
   *
   * @param clockBefore clock of all parts but the last: time must not move before its findings are
   *     told
   */
  static List<byte[]> encode(DeploymentBatch batch, long clockBefore) {
    List<byte[]> parts = new ArrayList<>(1);
    List<byte[]> findings = new ArrayList<>(batch.findings().size());
    int size = 0;
    for (Finding finding : batch.findings()) {
      byte[] encoded = encode(finding);
      if (size + encoded.length > PART_BYTES && !findings.isEmpty()) {
        parts.add(part(batch, clockBefore, findings, size, List.of()));
        findings.clear();
        size = 0;
      }
      findings.add(encoded);
      size += encoded.length;
    }
    parts.add(part(batch, batch.clock(), findings, size, batch.recoveries()));
    return parts;
  }

  /**
   * @throws IllegalArgumentException when the bytes are no batch of this version
   */
  static DeploymentBatch decode(byte[] bytes) {
    ByteReader reader = new ByteReader(bytes);
    long version = reader.number();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "batch version " + version + ", this program reads version " + VERSION);
    }
    String deployment = reader.text();
    String feed = reader.text();
    long clock = reader.number();
    int count = reader.count();
    List<Finding> findings = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      findings.add(finding(reader));
    }
    int signs = reader.count();
    List<Recovery> recoveries = new ArrayList<>(signs);
    for (int i = 0; i < signs; i++) {
      recoveries.add(new Recovery(reader.text(), map(reader), reader.number()));
    }
    return new DeploymentBatch(deployment, feed, clock, findings, recoveries);
  }

  private static byte[] part(
      DeploymentBatch batch,
      long clock,
      List<byte[]> findings,
      int size,
      List<Recovery> recoveries) {
    ByteWriter writer =
        new ByteWriter(size + 64)
            .number(VERSION)
            .text(batch.deployment())
            .text(batch.feed())
            .number(clock)
            .number(findings.size());
    findings.forEach(writer::raw);
    writer.number(recoveries.size());
    for (Recovery recovery : recoveries) {
      write(writer.text(recovery.symptom()), recovery.group());
      writer.number(recovery.time());
    }
    return writer.toBytes();
  }

  private static byte[] encode(Finding finding) {
    ByteWriter writer =
        new ByteWriter(512)
            .text(finding.symptom())
            .text(finding.id())
            .text(finding.host())
            .text(finding.path())
            .text(finding.service())
            .text(finding.dataset())
            .number(finding.first())
            .number(finding.last())
            .number(finding.count())
            .number(finding.undated() ? 1 : 0);
    write(writer, finding.group());
    write(writer, new TreeMap<>(finding.fields()));
    writer.number(finding.samples().size());
    for (Sample sample : finding.samples()) {
      writer
          .text(sample.id())
          .number(sample.time())
          .text(sample.message())
          .text(sample.path())
          .number(sample.offset());
    }
    write(writer, finding.open());
    return writer.toBytes();
  }

  private static Finding finding(ByteReader reader) {
    return new Finding(
        reader.text(),
        reader.text(),
        reader.text(),
        reader.text(),
        reader.text(),
        reader.text(),
        reader.number(),
        reader.number(),
        reader.number(),
        reader.number() == 1,
        map(reader),
        map(reader),
        samples(reader),
        open(reader));
  }

  /** A count of 0 stands for none. */
  private static void write(ByteWriter writer, @Nullable OpenCondition open) {
    if (open == null) {
      writer.number(0);
      return;
    }
    String distinct = open.distinct();
    writer
        .number(open.count())
        .number(open.within().toMillis())
        .text(distinct == null ? "" : distinct);
  }

  private static @Nullable OpenCondition open(ByteReader reader) {
    int count = (int) reader.number();
    if (count == 0) {
      return null;
    }
    Duration within = Duration.ofMillis(reader.number());
    String distinct = reader.text();
    return new OpenCondition(count, within, distinct.isEmpty() ? null : distinct);
  }

  private static void write(ByteWriter writer, Map<String, String> map) {
    writer.number(map.size());
    map.forEach((name, value) -> writer.text(name).text(value));
  }

  private static SortedMap<String, String> map(ByteReader reader) {
    SortedMap<String, String> map = new TreeMap<>();
    int count = reader.count();
    for (int i = 0; i < count; i++) {
      map.put(reader.text(), reader.text());
    }
    return map;
  }

  private static List<Sample> samples(ByteReader reader) {
    int count = reader.count();
    List<Sample> samples = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      samples.add(
          new Sample(
              reader.text(), reader.number(), reader.text(), reader.text(), reader.number()));
    }
    return samples;
  }
}

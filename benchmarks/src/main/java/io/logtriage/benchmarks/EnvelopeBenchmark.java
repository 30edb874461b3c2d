package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.streams.envelope.EnvelopeReader;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Records of other people's shippers: the line and whose it is out of 1 KB of JSON. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EnvelopeBenchmark {
  private static final int RECORDS = 2_000;

  /** As Filebeat's container input with Kubernetes' metadata gives it. */
  private static final String FILEBEAT =
      """
      {"@timestamp":"2026-11-01T00:00:07.120Z","@metadata":{"beat":"filebeat","type":"_doc",\
      "version":"8.19.2"},"input":{"type":"container"},"stream":"stdout","log":{"offset":190123,"file":\
      {"path":"/var/log/containers/shop-7d9f5c-x2x4p_prod_web-3f2a1b.log"}},"kubernetes":{"node":\
      {"name":"node-3","uid":"0b1c2d3e-0000-4000-8000-1234567890ab","hostname":"node-3","labels":\
      {"kubernetes_io/arch":"amd64","kubernetes_io/hostname":"node-3","kubernetes_io/os":"linux"}},\
      "pod":{"name":"shop-7d9f5c-x2x4p","uid":"1b1c2d3e-0000-4000-8000-1234567890ab","ip":"10.1.0.7"},\
      "namespace":"prod","labels":{"app":"shop","pod-template-hash":"7d9f5c"},"container":{"name":"web"},\
      "replicaset":{"name":"shop-7d9f5c"}},"container":{"id":"3f2a1b0c9d8e7f6a5b4c","runtime":"containerd",\
      "image":{"name":"registry.example/shop:1.4.2"}},"host":{"name":"node-3"},"agent":{"type":"filebeat",\
      "version":"8.19.2","ephemeral_id":"2b1c2d3e-0000","id":"3b1c2d3e-0000","name":"node-3"},"ecs":\
      {"version":"8.0.0"},"message":"@LINE"}""";

  /** As Fluent Bit's tail input with its kubernetes filter gives it. */
  private static final String FLUENT_BIT =
      """
      {"@timestamp":1793491200.120,"time":"2026-11-01T00:00:00.120456789+00:00","stream":"stdout",\
      "_p":"F","log":"@LINE","kubernetes":{"pod_name":"shop-7d9f5c-x2x4p","namespace_name":"prod","pod_id":\
      "1b1c2d3e-0000-4000-8000-1234567890ab","labels":{"app":"shop","pod-template-hash":"7d9f5c"},\
      "annotations":{"prometheus.io/port":"9102","prometheus.io/scrape":"true"},"host":"node-3",\
      "pod_ip":"10.1.0.7","container_name":"web","docker_id":"3f2a1b0c9d8e7f6a5b4c3f2a1b0c9d8e7f6a5b4c",\
      "container_hash":"registry.example/shop@sha256:0f1e2d3c4b5a69788796a5b4c3d2e1f0",\
      "container_image":"registry.example/shop:1.4.2"}}""";

  @Param({"filebeat", "fluent-bit"})
  private String shipper;

  private byte[][] records;
  private final EnvelopeReader reader = new EnvelopeReader();

  /** Prepares the records. */
  @Setup
  public void prepare() {
    records = new byte[RECORDS][];
    for (int i = 0; i < RECORDS; i++) {
      String line = BenchmarkLines.accessLine(i).replace("\"", "\\\"");
      String record = shipper.equals("filebeat") ? FILEBEAT : FLUENT_BIT;
      records[i] = record.replace("@LINE", line).getBytes(UTF_8);
    }
  }

  /** All records once. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void records(Blackhole blackhole) {
    for (byte[] record : records) {
      if (!reader.read(record, (origin, bytes, from, to, at) -> blackhole.consume(to))) {
        throw new IllegalStateException("no envelope: " + new String(record, UTF_8));
      }
    }
  }
}

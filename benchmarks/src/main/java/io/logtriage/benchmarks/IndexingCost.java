package io.logtriage.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.ElasticsearchSettings;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.IndexSetup;
import io.logtriage.elastic.Indexer;
import io.logtriage.embedded.EmbeddedElasticsearch;
import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.embedded.EmbeddedStack;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.TopicSetup;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * What a document costs {@code index} in processor time, from topic to answer, beside a bare HTTP
 * loop that sends the same bytes, made before, and does not look at the answers. Only the clients'
 * threads count: the broker has its own in this process, Elasticsearch is another.
 */
public final class IndexingCost {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int PER_REQUEST = 2_000;
  private static final long OPENED = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
  private static final long GIVE_UP = Duration.ofMinutes(5).toNanos();

  private final PrintStream out;
  private final int documents;
  private final int rounds;

  IndexingCost(PrintStream out, int documents, int rounds) {
    this.out = out;
    this.documents = documents;
    this.rounds = rounds;
  }

  /** Runs with the sizes given, documents and rounds. */
  public static void main(String[] arguments) throws IOException {
    int documents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    new IndexingCost(System.out, documents, rounds).run();
  }

  void run() throws IOException {
    try (EmbeddedStack stack =
        new EmbeddedStack(
                EmbeddedKafka.Options.defaults(), EmbeddedElasticsearch.Options.defaults())
            .start(progress -> {})) {
      out.printf("%,d documents of %,d bytes%n", documents, document(1).length);
      for (int round = 1; round <= rounds; round++) {
        double bare = bare(stack, "bare" + round + "-");
        double indexer = indexer(stack, "index" + round + "-");
        out.printf(
            "round %d: HTTP loop %.1f us/document, index %.1f us/document, %.2fx%n",
            round, bare, indexer, indexer / bare);
      }
    }
  }

  private double bare(EmbeddedStack stack, String prefix) throws IOException {
    String elastic = stack.elasticsearch().url();
    String alias = prefix + "logtriage-incidents-2026.05";
    try (ElasticsearchConnection connection =
        ElasticsearchConnection.open(ElasticsearchSettings.of(elastic))) {
      new IndexSetup(connection, new IndexNames(prefix)).apply();
    }
    send(
        "PUT",
        elastic + "/" + alias + "-000001",
        ("{\"aliases\":{\"" + alias + "\":{}}}").getBytes(UTF_8));
    byte[][] bodies = new byte[documents / PER_REQUEST][];
    for (int i = 0; i < bodies.length; i++) {
      bodies[i] = body(alias, i * PER_REQUEST);
    }
    long before = THREADS.getCurrentThreadCpuTime();
    for (byte[] body : bodies) {
      send("POST", elastic + "/_bulk?require_alias=true&filter_path=errors", body);
    }
    return (THREADS.getCurrentThreadCpuTime() - before) / 1e3 / documents;
  }

  private double indexer(EmbeddedStack stack, String prefix) {
    Topics topics = new Topics(prefix);
    Map<String, Object> kafka = Map.of("bootstrap.servers", stack.kafka().bootstrapServers());
    new TopicSetup(kafka, topics, new TopicSetup.Plan(1, (short) 1, Duration.ofDays(1)))
        .create(Duration.ofSeconds(30));
    fill(kafka, topics);
    try (ElasticsearchConnection connection =
            ElasticsearchConnection.open(ElasticsearchSettings.of(stack.elasticsearch().url()));
        Indexer indexer =
            new Indexer(kafka, topics, new IndexSetup(connection, new IndexNames(prefix)))) {
      Map<Long, Long> before = clientThreads();
      indexer.start();
      long began = System.nanoTime();
      while (indexer.check().written() + indexer.check().stale() < documents) {
        if (System.nanoTime() - began > GIVE_UP) {
          throw new IllegalStateException("not written in time: " + indexer.check());
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
      long cpu = 0;
      for (Map.Entry<Long, Long> thread : clientThreads().entrySet()) {
        cpu += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
      }
      return cpu / 1e3 / documents;
    }
  }

  /** Processor time by id of the indexer's thread, its Kafka clients' and its HTTP client's. */
  private static Map<Long, Long> clientThreads() {
    Map<Long, Long> times = new HashMap<>();
    for (long id : THREADS.getAllThreadIds()) {
      var info = THREADS.getThreadInfo(id);
      if (info != null
          && (info.getThreadName().endsWith("-index")
              || info.getThreadName().startsWith("I/O dispatcher")
              || info.getThreadName().startsWith("elasticsearch-rest-client")
              || info.getThreadName().startsWith("kafka-coordinator-heartbeat")
              || info.getThreadName().startsWith("kafka-producer-network"))) {
        times.put(id, THREADS.getThreadCpuTime(id));
      }
    }
    return times;
  }

  private void fill(Map<String, Object> kafka, Topics topics) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.put("compression.type", "lz4");
    settings.put("batch.size", 128 * 1024);
    settings.put("linger.ms", 20);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < documents; i++) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(topics.incidents(), id(i).getBytes(UTF_8), document(i));
        record.headers().add("version", number(1)).add("opened", number(OPENED));
        var unused = producer.send(record);
      }
      producer.flush();
    }
  }

  private static byte[] body(String alias, int first) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = first; i < first + PER_REQUEST; i++) {
      String action =
          "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"version\":1,\"version_type\":\"external\"}}\n"
              .formatted(alias, id(i));
      body.writeBytes(action.getBytes(UTF_8));
      body.writeBytes(document(i));
      body.write('\n');
    }
    return body.toByteArray();
  }

  private static String id(int i) {
    return "%032x".formatted(i * 2_654_435_761L);
  }

  /** As long as an incident with a sample and a remedy. */
  private static byte[] document(int i) {
    String text =
        "upstream prematurely closed connection while reading response header, request " + i;
    return """
        {"@timestamp":"2026-05-01T10:00:00Z","event":{"kind":"alert","category":["process"],\
        "severity":7,"dataset":"nginx.error","start":"2026-05-01T10:00:00Z","end":null},\
        "rule":{"id":"bad-gateway","name":"Upstream cannot be reached","reference":"Guide 2.1"},\
        "host":{"name":"web-1"},"service":{"name":"shop"},"labels":{"deployment":"shop"},\
        "message":"%2$s","tags":["bad-gateway","guide-2.1"],\
        "incident":{"id":"%1$s","revision":1,"status":"open","symptom":"bad-gateway",\
        "section":"2.1","severity":"high","opened":"2026-05-01T10:00:00Z","count":2,\
        "first_seen":"2026-05-01T10:00:00Z","last_seen":"2026-05-01T10:00:00Z",\
        "group":{"service.name":"shop"},"fields":{},"effects":[],"effects_count":0,\
        "samples":[{"@timestamp":"2026-05-01T10:00:00Z","message":"%2$s",\
        "log.file.path":"/var/log/nginx/error.log","log.offset":%3$d}],\
        "remedy":{"checks":["is the application server running?"],"fixes":["start it again"],\
        "verify":["ask for the page again"]},"catalogue":"0123456789abcdef"}}"""
        .formatted(id(i), text, i)
        .getBytes(UTF_8);
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static void send(String method, String url, byte[] body) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setRequestProperty("Content-Type", "application/json");
    try (OutputStream to = connection.getOutputStream()) {
      to.write(body);
    }
    try (InputStream answer = connection.getInputStream()) {
      answer.readAllBytes();
    }
  }
}

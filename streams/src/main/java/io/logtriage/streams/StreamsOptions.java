package io.logtriage.streams;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.watch.WatchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How to run the topology.
 *
 * @param bootstrap addresses of the brokers, {@code host:port}, with commas between them
 * @param kafka further Kafka settings (TLS, SASL, ...), stronger than ours where they meet
 * @param topics names of topics and of the application
 * @param threads stream threads; more than twice the partitions of {@code logs} are idle
 * @param stateDir folder of the state; one instance at a time
 * @param commitInterval how often a transaction ends: incidents show at most that much later
 * @param generation raised by a reset, so that documents of a new run are newer than those before
 * @param watch when trouble of the pipeline itself becomes an incident
 * @param parsedLogs whether every event is written to {@code parsed-logs}, which must exist then
 */
public record StreamsOptions(
    String bootstrap,
    Map<String, String> kafka,
    Topics topics,
    int threads,
    Path stateDir,
    Duration commitInterval,
    long generation,
    WatchOptions watch,
    boolean parsedLogs) {

  public StreamsOptions {
    requireNonNull(bootstrap, "bootstrap is null");
    kafka = Map.copyOf(kafka);
    requireNonNull(topics, "topics is null");
    requireNonNull(stateDir, "stateDir is null");
    requireNonNull(commitInterval, "commitInterval is null");
    requireNonNull(watch, "watch is null");
    if (threads < 1) {
      throw new IllegalArgumentException(threads + " threads, expected at least 1");
    }
    if (commitInterval.isNegative() || commitInterval.isZero()) {
      throw new IllegalArgumentException(
          "commit interval " + commitInterval + ", expected more than 0");
    }
    if (generation < 0 || generation >= 1L << 22) {
      throw new IllegalArgumentException("generation " + generation + ", expected 0 to 4194303");
    }
  }

  /** One thread, commits every 100 ms, no prefix, no further settings. */
  public static StreamsOptions of(String bootstrap, Path stateDir) {
    return new StreamsOptions(
        bootstrap,
        Map.of(),
        new Topics(""),
        1,
        stateDir,
        Duration.ofMillis(100),
        0,
        WatchOptions.standard(),
        false);
  }

  public StreamsOptions withKafka(Map<String, String> newKafka) {
    return new StreamsOptions(
        bootstrap,
        newKafka,
        topics,
        threads,
        stateDir,
        commitInterval,
        generation,
        watch,
        parsedLogs);
  }

  public StreamsOptions withTopics(Topics newTopics) {
    return new StreamsOptions(
        bootstrap,
        kafka,
        newTopics,
        threads,
        stateDir,
        commitInterval,
        generation,
        watch,
        parsedLogs);
  }

  public StreamsOptions withCommitInterval(Duration newInterval) {
    return new StreamsOptions(
        bootstrap, kafka, topics, threads, stateDir, newInterval, generation, watch, parsedLogs);
  }

  public StreamsOptions withThreads(int newThreads) {
    return new StreamsOptions(
        bootstrap,
        kafka,
        topics,
        newThreads,
        stateDir,
        commitInterval,
        generation,
        watch,
        parsedLogs);
  }

  /**
   * The same as a later run of the live topics: with state of its own, and documents that are
   * newer.
   */
  public StreamsOptions withGeneration(long newGeneration) {
    Path ownState = newGeneration == 0 ? stateDir : stateDir.resolve("generation-" + newGeneration);
    return new StreamsOptions(
        bootstrap,
        kafka,
        topics,
        threads,
        ownState,
        commitInterval,
        newGeneration,
        watch,
        parsedLogs);
  }

  public StreamsOptions withWatch(WatchOptions newWatch) {
    return new StreamsOptions(
        bootstrap,
        kafka,
        topics,
        threads,
        stateDir,
        commitInterval,
        generation,
        newWatch,
        parsedLogs);
  }

  public StreamsOptions withParsedLogs(boolean wanted) {
    return new StreamsOptions(
        bootstrap, kafka, topics, threads, stateDir, commitInterval, generation, watch, wanted);
  }

  /** Consumer group, and head of the names of internal topics. */
  String applicationId() {
    return kafka.getOrDefault(StreamsConfig.APPLICATION_ID_CONFIG, topics.applicationId());
  }

  /** Settings for an admin client or a consumer beside the topology. */
  public Map<String, Object> clientConfig() {
    Map<String, Object> client = new HashMap<>(kafka);
    client.put("bootstrap.servers", bootstrap);
    return client;
  }

  /** As {@link #streamsConfig()}, as a member of the group that comes back under the same name. */
  Properties streamsConfig(String instance) {
    Properties config = streamsConfig();
    config.putIfAbsent(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instance);
    config.putIfAbsent(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        RecordBundler.class.getName());
    consumer(config, RecordBundler.TOPIC, topics.logs());
    config.putIfAbsent(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RecordBundler.WAITING);
    return config;
  }

  Properties streamsConfig() {
    Properties config = new Properties();
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 16L << 20);
    config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, -1);
    config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    config.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
    producer(config, ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    producer(config, ProducerConfig.LINGER_MS_CONFIG, 20);
    producer(config, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    consumer(config, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    consumer(config, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
    consumer(config, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
    // How long partitions wait after a kill; the default is 45 s.
    consumer(config, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    consumer(config, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    config.putAll(kafka);
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId());
    config.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    return config;
  }

  private static void producer(Properties config, String name, Object value) {
    config.put(StreamsConfig.producerPrefix(name), value);
  }

  private static void consumer(Properties config, String name, Object value) {
    config.put(StreamsConfig.mainConsumerPrefix(name), value);
  }
}

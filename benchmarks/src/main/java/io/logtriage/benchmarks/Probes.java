package io.logtriage.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Lines each of which opens an incident of its own, told apart by a port, and when each was seen on
 * {@code logs}, on {@code incidents} and by a search.
 */
final class Probes implements AutoCloseable {
  private static final long LOOK_EVERY = Duration.ofMillis(25).toNanos();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss +0000", Locale.ROOT);

  /** In the line itself, and in the incident's samples. */
  private static final Pattern PORT = Pattern.compile("in use: \\('127\\.0\\.0\\.9', (\\d+)\\)");

  private final String kafka;
  private final String elastic;
  private final Map<Integer, Long> due = new ConcurrentHashMap<>();
  private final Stage shipped = new Stage();
  private final Stage opened = new Stage();
  private final Stage found = new Stage();
  private final List<Thread> threads = new ArrayList<>();
  private int port = 10_000;
  private int first = port;
  private volatile boolean closing;

  Probes(String kafka, String elastic) {
    this.kafka = kafka;
    this.elastic = elastic;
  }

  Probes start() {
    follow("logs", shipped);
    follow("incidents", opened);
    begin("search", this::search);
    return this;
  }

  /**
   * The next line.
   *
   * @param dueAt when it is to be written, in {@link System#nanoTime()}
   */
  String next(long dueAt) {
    due.put(++port, dueAt);
    return "["
        + TIME.format(ZonedDateTime.now(ZoneOffset.UTC))
        + "] [7] [ERROR] Connection in use: ('127.0.0.9', "
        + port
        + ")";
  }

  int written() {
    return port - first;
  }

  /** What was seen so far does not count: it warmed up. */
  void forget() {
    first = port;
    shipped.forget();
    opened.forget();
    found.forget();
  }

  Histogram shipped() {
    return shipped.times;
  }

  Histogram opened() {
    return opened.times;
  }

  Histogram found() {
    return found.times;
  }

  /**
   * @throws IllegalStateException when some line was not seen everywhere within that time
   */
  void awaitAll(Duration patience) {
    long begin = System.nanoTime();
    while (shipped.seen() < written() || opened.seen() < written() || found.seen() < written()) {
      if (System.nanoTime() - begin > patience.toNanos()) {
        throw new IllegalStateException(
            "of %d lines %d came to logs, %d to incidents, %d to a search within %s"
                .formatted(written(), shipped.seen(), opened.seen(), found.seen(), patience));
      }
      LockSupport.parkNanos(LOOK_EVERY);
    }
  }

  private void follow(String topic, Stage stage) {
    Map<String, Object> config = new HashMap<>();
    config.put("bootstrap.servers", kafka);
    config.put("isolation.level", "read_committed");
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> all =
        consumer.partitionsFor(topic).stream()
            .map(each -> new TopicPartition(topic, each.partition()))
            .toList();
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position);
    begin(
        topic,
        () -> {
          try (consumer) {
            while (!closing) {
              for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(100))) {
                if (each.value() != null) {
                  stage.see(new String(each.value(), StandardCharsets.UTF_8));
                }
              }
            }
          }
        });
  }

  private void search() {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest newest =
        HttpRequest.newBuilder(
                URI.create(
                    elastic
                        + "/logtriage-incidents-*/_search?size=100&sort=@timestamp:desc"
                        + "&ignore_unavailable=true"))
            .build();
    while (!closing) {
      try {
        stageFound(client.send(newest, HttpResponse.BodyHandlers.ofString()));
      } catch (IOException e) {
        throw new IllegalStateException("Elasticsearch at " + elastic + " does not answer", e);
      } catch (InterruptedException e) {
        return;
      }
      LockSupport.parkNanos(LOOK_EVERY);
    }
  }

  private void stageFound(HttpResponse<String> answer) {
    if (answer.statusCode() == 503) {
      return; // the index was made a moment ago
    }
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(
          "Elasticsearch answered " + answer.statusCode() + ": " + answer.body());
    }
    found.see(answer.body());
  }

  private void begin(String name, Runnable work) {
    Thread thread = new Thread(work, "probe-" + name);
    thread.setDaemon(true);
    thread.start();
    threads.add(thread);
  }

  @Override
  public void close() {
    closing = true;
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(5).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  /** Where lines are seen; each counts once. */
  private final class Stage {
    private final Histogram times = new Histogram(Duration.ofMinutes(2).toNanos(), 3);
    private final Map<Integer, Boolean> seen = new ConcurrentHashMap<>();

    synchronized void see(String text) {
      long now = System.nanoTime();
      Matcher matcher = PORT.matcher(text);
      while (matcher.find()) {
        Integer number = Integer.valueOf(matcher.group(1));
        Long dueAt = due.get(number);
        if (dueAt != null && seen.putIfAbsent(number, true) == null && number > first) {
          times.recordValue(now - dueAt);
        }
      }
    }

    synchronized void forget() {
      times.reset();
    }

    synchronized long seen() {
      return times.getTotalCount();
    }
  }
}

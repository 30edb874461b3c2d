package io.logtriage.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.embedded.EmbeddedElasticsearch;
import io.logtriage.embedded.EmbeddedStack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class IndexOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Test
  void administratorIsToldThatIndexingWaits(EmbeddedStack stack) throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (EmbeddedElasticsearch elasticsearch =
        new EmbeddedElasticsearch(EmbeddedElasticsearch.Options.defaults()).start()) {
      Thread index = index(kafka, elasticsearch.url(), err);
      try {
        await().atMost(PATIENCE).until(() -> err.toString(UTF_8).contains("indexing: "));
        elasticsearch.process().destroyForcibly();
        send(kafka);
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    err.toString(UTF_8)
                        .contains("nothing is lost: no answer from " + elasticsearch.url()));
      } finally {
        index.interrupt();
        index.join(PATIENCE.toMillis());
      }
    }
  }

  @Test
  void refusedFromTheStartItIsUnreadySaysWhyAndGoesOnOnceItIsLetIn(EmbeddedStack stack)
      throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    AtomicBoolean open = new AtomicBoolean();
    int port = freePort();
    CommandRun setup =
        CommandRun.of(
            "setup",
            "--kafka",
            kafka,
            "--elastic",
            stack.elasticsearch().url(),
            "--prefix",
            "it-door-");
    assertThat(setup.code()).as(setup.err()).isZero();
    try (ElasticGate gate = new ElasticGate(stack.elasticsearch().url(), new Door(open));
        Background index =
            new Background(
                "index",
                "--kafka",
                kafka,
                "--elastic",
                gate.url(),
                "--prefix",
                "it-door-",
                "--health-port",
                port)) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(ready(port))
                      .as(index.toString())
                      .startsWith("503 ")
                      .contains("HTTP 401", "check the credentials"));
      open.set(true);
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(ready(port)).startsWith("200 "));
    }
  }

  private record Door(AtomicBoolean open) implements ElasticGate.Guard {
    @Override
    public boolean enters(String authorization) {
      return open.get();
    }

    @Override
    public void bulkDone() {}
  }

  private static String ready(int port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready")).build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Thread index(String kafka, String elastic, ByteArrayOutputStream err) {
    String[] words = {"index", "--kafka", kafka, "--elastic", elastic, "--prefix", "outage-"};
    Thread thread =
        new Thread(
            () ->
                Main.run(
                    words,
                    new ByteArrayInputStream(new byte[0]),
                    new PrintStream(new ByteArrayOutputStream(), true, UTF_8),
                    new PrintStream(err, true, UTF_8)));
    thread.start();
    return thread;
  }

  private static void send(String kafka) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
      ProducerRecord<String, String> record = new ProducerRecord<>("outage-incidents", "one", "{}");
      record.headers().add("version", new byte[] {0, 0, 0, 0, 0, 0, 0, 1});
      record.headers().add("opened", new byte[8]);
      producer.send(record).get();
    }
  }
}

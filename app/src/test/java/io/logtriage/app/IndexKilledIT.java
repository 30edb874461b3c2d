package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.logtriage.embedded.EmbeddedStack;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedStack.class)
class IndexKilledIT {
  private static final String PREFIX = "it-index-killed-";
  private static final int INCIDENTS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir private Path folder;

  @Test
  void killedBetweenWritingAndCommittingItLosesAndRepeatsNothing(EmbeddedStack stack)
      throws Exception {
    String kafka = stack.kafka().bootstrapServers();
    String elastic = stack.elasticsearch().url();
    Object[] servers = {"--kafka", kafka, "--prefix", PREFIX, "--elastic"};
    assertThat(command(servers, elastic, "setup").code()).isZero();
    send(kafka);
    CompletableFuture<ChildCommand> child = new CompletableFuture<>();
    try (ElasticGate gate = new ElasticGate(elastic, new Killer(child));
        ChildCommand index =
            ChildCommand.start(folder.resolve("index.out"), words(servers, gate.url(), "index"))) {
      child.complete(index);
      await().atMost(PATIENCE).until(() -> !index.isAlive());
      assertThat(index.process().exitValue()).as(index.output()).isEqualTo(128 + 9);
    }

    try (Background again = new Background(words(servers, elastic, "index"))) {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(command(servers, elastic, "index", "--verify").out())
                      .as(again.toString())
                      .isEqualTo(INCIDENTS + " incidents, no difference\n"));
    }
  }

  /** Kills the command when its first request is done. */
  private record Killer(CompletableFuture<ChildCommand> child) implements ElasticGate.Guard {
    @Override
    public boolean enters(String authorization) {
      return true;
    }

    @Override
    public void bulkDone() throws InterruptedException {
      child.join().kill();
    }
  }

  private static CommandRun command(Object[] servers, String elastic, Object... arguments) {
    return CommandRun.of(words(servers, elastic, arguments));
  }

  private static Object[] words(Object[] servers, String elastic, Object... arguments) {
    List<Object> words = new ArrayList<>(List.of(arguments));
    words.addAll(List.of(servers));
    words.add(elastic);
    return words.toArray();
  }

  private static void send(String kafka) throws Exception {
    long opened = Instant.parse("2026-05-01T00:00:00Z").toEpochMilli();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < INCIDENTS; i++) {
        String document = "{\"incident\":{\"id\":\"i-" + i + "\",\"status\":\"open\"}}";
        ProducerRecord<String, String> record =
            new ProducerRecord<>(PREFIX + "incidents", "i-" + i, document);
        record.headers().add("version", bytes(1));
        record.headers().add("opened", bytes(opened));
        producer.send(record).get();
      }
    }
  }

  private static byte[] bytes(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }
}

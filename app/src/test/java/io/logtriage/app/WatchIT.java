package io.logtriage.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.embedded.EmbeddedStack;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SharedStack.class)
class WatchIT {
  private static final String PREFIX = "watched-";

  @TempDir private Path folder;
  private String kafka;

  @BeforeEach
  void threeIncidents(EmbeddedStack stack) throws Exception {
    kafka = stack.kafka().bootstrapServers();
    String elastic = stack.elasticsearch().url();
    CommandRun setup =
        CommandRun.of("setup", "--kafka", kafka, "--elastic", elastic, "--prefix", PREFIX);
    assertThat(setup.code()).as(setup.err()).isZero();
    Path log = folder.resolve("error.log");
    Files.writeString(log, "[2026-03-01 08:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)\n");
    String document = CommandRun.of("scan", "--json", "--deployment", "shop", log).out().strip();
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new StringSerializer())) {
      for (int i = 0; i < 3; i++) {
        producer.send(new ProducerRecord<>(PREFIX + "incidents", "incident-" + i, document)).get();
      }
    }
  }

  @Test
  void onceEndsWhenAllThatIsThereWasPrinted() {
    CommandRun watch =
        CommandRun.of("watch", "--kafka", kafka, "--prefix", PREFIX, "--once", "--json");

    assertThat(watch.code()).isZero();
    assertThat(watch.json()).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void onlyWhatWasAskedForIsPrinted() {
    assertThat(once("--symptom", "bad-gateway,worker-timeout").json()).isNotEmpty();
    assertThat(once("--symptom", "bad-gateway").json()).isEmpty();
    assertThat(once("--severity", "critical", "--deployment", "shop").json()).isNotEmpty();
    assertThat(once("--deployment", "other").json()).isEmpty();
    assertThat(once("--since", "2026-03-02").json()).isEmpty();
  }

  @Test
  void severityThatDoesNotExistIsRefused() {
    CommandRun watch = once("--severity", "urgent");

    assertThat(watch.code()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(watch.err()).contains("--severity 'urgent'").contains("critical");
  }

  private CommandRun once(String... options) {
    List<Object> words =
        new ArrayList<>(List.of("watch", "--kafka", kafka, "--prefix", PREFIX, "--once", "--json"));
    words.addAll(List.of(options));
    return CommandRun.of(words.toArray());
  }

  /** {@code logtriage watch | head -1} */
  @Test
  @Timeout(60)
  void endsWhenItsReaderWentAway() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };

    int code =
        Main.run(
            new String[] {
              "watch", "--kafka", kafka, "--prefix", PREFIX, "--since", "9999d", "--json"
            },
            new ByteArrayInputStream(new byte[0]),
            new PrintStream(gone, true, UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, UTF_8));

    assertThat(code).isZero();
  }
}

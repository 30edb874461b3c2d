package io.logtriage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class EmbeddedStackTest {
  @Test
  void startsBothAtTheSameTime() throws Exception {
    List<String> progress = new CopyOnWriteArrayList<>();
    try (EmbeddedStack stack =
        new EmbeddedStack(
            EmbeddedKafka.Options.defaults(), EmbeddedElasticsearch.Options.defaults())) {
      stack.start(progress::add);

      assertThat(progress)
          .hasSize(2)
          .anyMatch(line -> line.matches("kafka ready in [0-9.]+ s"))
          .anyMatch(line -> line.matches("elasticsearch ready in [0-9.]+ s"));
      assertThat(stack.kafka().bootstrapServers()).startsWith("127.0.0.1:");
      assertThat(Http.get(stack.elasticsearch().url() + "/_cluster/health")).contains("green");
    }
  }
}

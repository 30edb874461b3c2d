package io.logtriage.app;

import io.logtriage.embedded.EmbeddedElasticsearch;
import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.embedded.EmbeddedStack;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The servers that {@code demo} and {@code up} bring along, unless there are some to use. */
final class EmbeddedServers {
  @Option(
      names = "--kafka",
      hidden = true,
      description = "A broker to use instead of an embedded one.")
  String kafka = "";

  @Option(
      names = "--elastic",
      hidden = true,
      description = "An Elasticsearch to use instead of an embedded one.")
  String elastic = "";

  @Option(
      names = "--prefix",
      hidden = true,
      description = "Put before the names of topics and indices.")
  String prefix = "";

  /**
   * Afterwards {@link #kafka} and {@link #elastic} are addresses of servers that answer.
   *
   * @param data folder that keeps their data; null for a temporary one
   */
  void startMissing(
      Lifetime lifetime, Console console, int kafkaPort, int elasticPort, @Nullable Path data) {
    if (!kafka.isEmpty() && !elastic.isEmpty()) {
      return;
    }
    console.note("starting Kafka and Elasticsearch on this machine ...");
    EmbeddedStack stack =
        lifetime.add(
            new EmbeddedStack(
                EmbeddedKafka.Options.defaults()
                    .withPort(kafkaPort)
                    .withData(data == null ? null : data.resolve("kafka")),
                EmbeddedElasticsearch.Options.defaults()
                    .withPort(elasticPort)
                    .withData(data == null ? null : data.resolve("elasticsearch"))));
    stack.start(progress -> console.note("  " + progress));
    kafka = stack.kafka().bootstrapServers();
    elastic = stack.elasticsearch().url();
  }
}

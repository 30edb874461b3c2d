package io.logtriage.drills;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.IncidentReader;
import io.logtriage.streams.IncidentStreams;
import io.logtriage.streams.StreamsOptions;
import io.logtriage.streams.TopicSetup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Broker and topology as they are in production, and what stands on the incidents topic. */
final class Pipeline implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, JsonNode> incidents = new LinkedHashMap<>();
  private final EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults());
  private final IncidentStreams streams;
  private final IncidentReader reader;

  private Pipeline(Path state) {
    kafka.start();
    StreamsOptions options = StreamsOptions.of(kafka.bootstrapServers(), state);
    Topics topics = options.topics();
    new TopicSetup(options.clientConfig(), topics, TopicSetup.Plan.standard()).create(PATIENCE);
    streams = new IncidentStreams(options, Engine.of(Catalogue.builtIn()));
    reader =
        new IncidentReader(
            options.clientConfig(), topics.incidents(), IncidentReader.From.BEGINNING);
  }

  static Pipeline start(Path state) {
    Pipeline pipeline = new Pipeline(state);
    pipeline.streams.start();
    pipeline.reader.start(PATIENCE);
    await().atMost(PATIENCE).until(() -> pipeline.streams.check().ready());
    return pipeline;
  }

  String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** The last state of the incident of this symptom in this deployment, once it is there. */
  JsonNode incident(String deployment, String symptom) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> {
              reader.poll(Duration.ofMillis(200), this::remember);
              return incidents.values().stream()
                  .filter(
                      document ->
                          document.at("/labels/deployment").asText().equals(deployment)
                              && document.at("/incident/symptom").asText().equals(symptom))
                  .findFirst()
                  .orElse(null);
            },
            found -> found != null);
  }

  private void remember(String id, long version, long opened, byte @Nullable [] document) {
    if (document == null) {
      return;
    }
    try {
      incidents.put(id, json.readTree(document));
    } catch (IOException e) {
      throw new UncheckedIOException("incident " + id + " is no JSON", e);
    }
  }

  @Override
  public void close() {
    reader.close();
    streams.close();
    kafka.close();
  }
}

package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import io.logtriage.elastic.IndexNames;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Puts data views, saved searches and dashboards into Kibana, through its own interface; safe to
 * repeat, for what is there is replaced.
 */
public final class KibanaSetup {
  /** What a Kibana that says that it is starting gets at least. */
  private static final Duration STARTING = Duration.ofMinutes(3);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final KibanaSettings settings;
  private final KibanaClient client;
  private final Duration starting;
  private final Duration pause;

  /**
   * Sends nothing yet.
   *
   * @throws IllegalArgumentException when the certificate authority's file cannot be read
   */
  public KibanaSetup(KibanaSettings settings) {
    this(settings, STARTING, PAUSE);
  }

  KibanaSetup(KibanaSettings settings, Duration starting, Duration pause) {
    this.settings = settings;
    this.client = new KibanaClient(settings);
    this.starting = starting;
    this.pause = pause;
  }

  /**
   * Imports everything.
   *
   * @param indices what the data views look at; others' objects stay as they are
   * @param patience how long a Kibana that does not answer is waited for; one that is starting gets
   *     three minutes at least
   * @param waiting told once, when it has to wait
   * @throws KibanaFailure when Kibana does not take all of it
   */
  public KibanaOutcome importObjects(
      IndexNames indices, Duration patience, Consumer<String> waiting) {
    Attempts attempts = new Attempts(settings.root(), patience, starting, pause, waiting);
    String space = settings.space();
    if (space != null) {
      checkSpace(attempts.answer(() -> client.space(space)), space);
    }
    String ndjson = SavedObjects.ndjson(new ObjectNames(indices, space));
    return outcome(attempts.answer(() -> client.importObjects(ndjson)));
  }

  private void checkSpace(KibanaAnswer answer, String space) {
    if (answer.status() == 404 && !answer.fromElasticsearch()) {
      throw new KibanaFailure(
          "Kibana at %s has no space '%s': create it there (Stack Management, Spaces) or give another"
              .formatted(settings.root(), space));
    }
    checkTaken(answer);
  }

  private KibanaOutcome outcome(KibanaAnswer answer) {
    checkTaken(answer);
    JsonNode said = answer.json();
    if (!said.path("successCount").isInt()) {
      throw new KibanaFailure(
          "%s answers, but not as Kibana does: %s; is there a proxy or a log-in page before it?"
              .formatted(settings.root(), answer.reason()));
    }
    if (!said.path("success").asBoolean()) {
      throw new KibanaFailure(
          "Kibana at %s took %d objects and refused %d: %s"
              .formatted(
                  settings.base(),
                  said.path("successCount").asInt(),
                  said.path("errors").size(),
                  ImportErrors.describe(said.path("errors"))));
    }
    int replaced = 0;
    int renamed = 0;
    for (JsonNode object : said.path("successResults")) {
      replaced += object.path("overwrite").asBoolean() ? 1 : 0;
      renamed += object.has("destinationId") ? 1 : 0;
    }
    return new KibanaOutcome(said.path("successCount").asInt() - replaced, replaced, renamed);
  }

  private void checkTaken(KibanaAnswer answer) {
    if (answer.status() == 200) {
      return;
    }
    if (answer.fromElasticsearch()) {
      throw new KibanaFailure(
          "%s is Elasticsearch, not Kibana: expected Kibana's address, which has a port of its own (5601)"
              .formatted(settings.root()));
    }
    String advice =
        switch (answer.status()) {
          case 301, 302, 303, 307, 308 -> "it sends us to " + answer.location() + ": give that";
          case 401 -> "check user and password, or the API key";
          case 403 -> "it needs the Kibana privilege 'Saved Objects Management: All' in that space";
          case 404 -> "is Kibana behind a base path? Then it belongs to the address";
          case 413 -> "a proxy before it takes no requests of 100 KB";
          case 500 -> "Kibana's own log says more";
          default -> "expected Kibana 8.9 or newer";
        };
    throw new KibanaFailure(
        "Kibana at %s refuses us as %s: %s; %s"
            .formatted(settings.base(), settings.credentials(), answer.reason(), advice));
  }
}

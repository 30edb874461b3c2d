package io.logtriage.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.app.notify.Notifier;
import io.logtriage.app.notify.NotifierStatus;
import io.logtriage.elastic.Indexer;
import io.logtriage.elastic.IndexerStatus;
import io.logtriage.ingest.Shipper;
import io.logtriage.ingest.ShipperStatus;
import io.logtriage.patterns.health.HealthServer.Answer;
import io.logtriage.streams.IncidentStreams;
import io.logtriage.streams.StreamsStatus;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** What {@code /ready} and its neighbours say about each long-running part. */
final class HealthPages {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Documents that wait longer than this make the indexer unready. */
  private static final Duration INDEX_PATIENCE = Duration.ofSeconds(30);

  private HealthPages() {}

  static Map<String, Supplier<Answer>> of(IncidentStreams streams) {
    return Map.of(
        "/ready",
        () -> answer(page(streams.check())),
        "/ledger",
        () -> new Answer(true, streams.ledger()),
        "/metrics",
        () -> Answer.metrics(streams.metrics()));
  }

  /** Of both in one process: ready when both are. */
  static Map<String, Supplier<Answer>> of(IncidentStreams streams, Indexer indexer) {
    return Map.of(
        "/ready",
        () -> both(page(streams.check()), page(indexer.check())),
        "/ledger",
        () -> new Answer(true, streams.ledger()),
        "/metrics",
        () -> Answer.metrics(streams.metrics()));
  }

  static Map<String, Supplier<Answer>> of(Indexer indexer) {
    return Map.of("/ready", () -> answer(page(indexer.check())));
  }

  static Map<String, Supplier<Answer>> of(Shipper shipper) {
    return Map.of("/ready", () -> answer(page(shipper.check())));
  }

  /** Ready when every receiver takes what it is told. */
  static Map<String, Supplier<Answer>> of(Map<String, Notifier> notifiers) {
    return Map.of("/ready", () -> answer(page(notifiers)));
  }

  private static ObjectNode page(Map<String, Notifier> notifiers) {
    ObjectNode page = JSON.createObjectNode();
    page.put("ready", notifiers.values().stream().allMatch(one -> one.check().ready()));
    notifiers.forEach((name, notifier) -> page.set(name, page(notifier.check())));
    return page;
  }

  private static ObjectNode page(NotifierStatus status) {
    ObjectNode page = JSON.createObjectNode();
    page.put("ready", status.ready());
    page.put("waiting", status.waiting());
    page.put("told", status.told());
    page.put("refused", status.refused());
    page.put("trouble", status.trouble());
    return page;
  }

  private static Answer both(ObjectNode topology, ObjectNode indexer) {
    ObjectNode page = JSON.createObjectNode();
    page.put("ready", isReady(topology) && isReady(indexer));
    page.set("topology", topology);
    page.set("indexer", indexer);
    return answer(page);
  }

  private static Answer answer(ObjectNode page) {
    return new Answer(isReady(page), page.toString());
  }

  private static boolean isReady(ObjectNode page) {
    return page.path("ready").asBoolean();
  }

  private static ObjectNode page(ShipperStatus status) {
    ObjectNode page = JSON.createObjectNode();
    page.put("ready", status.error() == null);
    page.put("state", status.state().name());
    page.put("files", status.files());
    page.put("lines_read", status.linesRead());
    page.put("lines_acknowledged", status.linesAcknowledged());
    page.put("lines_cut", status.linesCut());
    page.put("lag_bytes", status.lag());
    status.linesLost().forEach(page.putObject("lines_lost")::put);
    page.put("error", status.error());
    status.notes().forEach(page.withArray("notes")::add);
    status.problems().forEach(problem -> page.withArray("problems").add(problem.toString()));
    return page;
  }

  private static ObjectNode page(StreamsStatus status) {
    ObjectNode page = JSON.createObjectNode();
    page.put("ready", status.ready());
    page.put("state", status.state());
    page.put("lag", status.lag());
    page.put("failures", status.failures());
    page.put("replaced_timestamps", status.replacedTimestamps());
    status.reasons().forEach(page.putArray("reasons")::add);
    return page;
  }

  private static ObjectNode page(IndexerStatus status) {
    boolean ready = status.ready(INDEX_PATIENCE);
    ObjectNode page = JSON.createObjectNode();
    page.put("ready", ready);
    page.put("state", status.state().name());
    page.put("lag", status.lag());
    page.put("waiting", status.waiting());
    page.put("oldest_waiting_ms", status.oldestWaiting().toMillis());
    page.put("written", status.written());
    page.put("stale", status.stale());
    page.put("dead_lettered", status.deadLettered());
    page.put("trouble", status.trouble());
    return page;
  }
}

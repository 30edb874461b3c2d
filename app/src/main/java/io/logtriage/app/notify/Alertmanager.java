package io.logtriage.app.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The v2 API of Prometheus' Alertmanager: one alert per incident. An open alert carries an end some
 * reminders ahead, as Prometheus' own do, so that it is over when nobody reminds of it any more.
 */
record Alertmanager(Post post, String where, Duration remindEvery, Links links)
    implements Receiver {
  private static final int REMINDERS_MISSED = 4;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public byte[] body(Message message) {
    Map<String, ObjectNode> alerts = new LinkedHashMap<>();
    for (Item item : message.items()) {
      ObjectNode alert = alert(item.identity());
      Notice now = item.event().notice();
      if (!now.isOpen()) {
        alert.put("endsAt", now.ended() == null ? Instant.now().toString() : now.ended());
      }
      alerts.put(now.id(), alert);
    }
    return bytes(alerts.values());
  }

  @Override
  public byte[] reminder(List<Notice> open) {
    return bytes(open.stream().map(this::alert).toList());
  }

  private ObjectNode alert(Notice notice) {
    ObjectNode alert = JSON.createObjectNode();
    ObjectNode labels = alert.putObject("labels");
    label(labels, "alertname", notice.symptom());
    label(labels, "severity", notice.severity());
    label(labels, "deployment", notice.deployment());
    label(labels, "service", notice.service());
    label(labels, "host", notice.host());
    label(labels, "incident", notice.id());
    ObjectNode annotations = alert.putObject("annotations");
    annotations.put("summary", MessageText.summary(notice));
    annotations.put("description", notice.message());
    if (notice.causeSymptom() != null) {
      annotations.put("cause", notice.causeSymptom());
    }
    if (!notice.caused().isEmpty()) {
      annotations.put("effects", notice.caused());
    }
    if (!notice.fix().isEmpty()) {
      annotations.put("fix", notice.fix());
    }
    alert.put("startsAt", notice.firstSeen());
    alert.put(
        "endsAt",
        Instant.now()
            .plus(remindEvery.multipliedBy(REMINDERS_MISSED))
            .truncatedTo(ChronoUnit.SECONDS)
            .toString());
    links.to(notice).ifPresent(link -> alert.put("generatorURL", link));
    return alert;
  }

  /** Alertmanager refuses labels without a value. */
  private static void label(ObjectNode labels, String name, String value) {
    if (!value.isEmpty()) {
      labels.put(name, value);
    }
  }

  private static byte[] bytes(Iterable<ObjectNode> alerts) {
    ArrayNode all = JSON.createArrayNode();
    alerts.forEach(all::add);
    try {
      return JSON.writeValueAsBytes(all);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Answer send(byte[] body) {
    return post.send(body);
  }
}

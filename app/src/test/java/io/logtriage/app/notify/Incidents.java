package io.logtriage.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;

/** States of incidents as they stand on the topic. */
record Incidents(String id, long revision, String status, String severity, String cause) {

  static Incidents open(String id) {
    return new Incidents(id, 1, "open", "high", "");
  }

  Incidents revision(long newRevision) {
    return new Incidents(id, newRevision, status, severity, cause);
  }

  Incidents resolved() {
    return new Incidents(id, revision + 1, "resolved", severity, cause);
  }

  Incidents reopened() {
    return new Incidents(id, revision + 1, "open", severity, cause);
  }

  Incidents severity(String newSeverity) {
    return new Incidents(id, revision + 1, status, newSeverity, cause);
  }

  Incidents causedBy(String causeId) {
    return new Incidents(id, revision, status, severity, causeId);
  }

  byte[] document() {
    String causeJson =
        cause.isEmpty()
            ? "null"
            : "{\"id\":\"%s\",\"symptom\":\"symptom-%s\"}".formatted(cause, cause);
    String end = status.equals("open") ? "null" : "\"2026-11-22T15:30:00Z\"";
    return """
        {"@timestamp":"2026-11-22T15:17:03Z","rule":{"id":"symptom-%1$s","name":"Title of %1$s"},
         "host":{"name":"web-1"},"service":{"name":"shop"},"labels":{"deployment":"shop"},
         "message":"line of %1$s <!channel>",
         "incident":{"id":"%1$s","revision":%2$d,"status":"%3$s","symptom":"symptom-%1$s",
         "severity":"%4$s","count":2,"first_seen":"2026-11-22T15:17:00Z","resolved_at":%6$s,
         "resolved_by":"quiet","cause":%5$s,"remedy":{"fixes":["mend %1$s"]}}}
        """
        .formatted(id, revision, status, severity, causeJson, end)
        .getBytes(UTF_8);
  }

  Notice notice() {
    try {
      return Notice.of(document(), 0);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}

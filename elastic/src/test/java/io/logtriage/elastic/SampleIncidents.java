package io.logtriage.elastic;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.Incident.Cause;
import io.logtriage.streams.incident.Incident.Status;
import io.logtriage.streams.incident.IncidentDocument;
import io.logtriage.streams.incident.TaggedEvent;
import io.logtriage.streams.incident.TaggedLogDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A morning in which a disk filled up: what the topology would write of it.
 *
 * <p>shop: the disk of web-1 is full from 10:00 to 10:30 and explains a gateway's failures and
 * workers that time out, both still open. blog: its database was locked for a minute, and it runs
 * in debug mode.
 */
final class SampleIncidents {
  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final Cause DISK = new Cause("disk", "disk-full");

  private final ElasticsearchConnection connection;
  private final IndexNames names;

  SampleIncidents(ElasticsearchConnection connection, IndexNames names) {
    this.connection = connection;
    this.names = names;
  }

  void index() throws IOException {
    new IndexSetup(connection, names).apply();
    put(incident("disk", "shop", "disk-full", "web-1", 4, "10:00", "10:25", "10:30", null));
    put(incident("gateway", "shop", "bad-gateway", "web-1", 9, "10:05", "11:00", null, DISK));
    put(incident("timeout", "shop", "worker-timeout", "web-2", 3, "10:10", "10:40", null, DISK));
    put(incident("locked", "blog", "sqlite-locked", "web-3", 2, "10:35", "10:36", "10:36", null));
    put(incident("debug", "blog", "debug-mode", "web-3", 1, "08:00", "08:00", null, null));
    put(merged(incident("late", "shop", "bad-gateway", "web-1", 1, "10:07", "10:07", null, DISK)));
    line("disk", "shop", "disk-full", "web-1", "/var/log/syslog", "10:00");
    line("disk", "shop", "disk-full", "web-1", "/var/log/syslog", "10:25");
    line("gateway", "shop", "bad-gateway", "web-1", "/var/log/nginx/error.log", "10:05");
    connection.send("POST", "/" + names.prefix() + "*/_refresh", null);
  }

  private static Incident incident(
      String id,
      String deployment,
      String symptom,
      String host,
      long count,
      String first,
      String last,
      @Nullable String resolved,
      @Nullable Cause cause) {
    return new Incident(
        id,
        deployment,
        symptom,
        new TreeMap<>(Map.of("host.name", host)),
        1,
        resolved == null ? Status.OPEN : Status.RESOLVED,
        CATALOGUE.find(symptom).map(Symptom::severity).orElseThrow(),
        at(first),
        at(first),
        at(last),
        count,
        false,
        0,
        resolved == null ? null : Long.valueOf(at(resolved)),
        resolved == null ? null : symptom.equals("disk-full") ? "evidence" : "quiet",
        null,
        host,
        deployment,
        "nginx.error",
        "a line that shows " + symptom,
        Map.of(),
        List.of(),
        cause,
        cause == null ? new Cause(id, symptom) : cause,
        List.of(),
        false,
        id.equals("disk") ? List.of("gateway", "timeout") : List.of(),
        id.equals("disk") ? 2 : 0,
        "hash");
  }

  private static Incident merged(Incident one) {
    return new Incident(
        one.id(),
        one.deployment(),
        one.symptom(),
        one.group(),
        one.revision(),
        Status.MERGED,
        one.severity(),
        one.opened(),
        one.firstSeen(),
        one.lastSeen(),
        one.count(),
        one.undated(),
        one.reopened(),
        one.lastSeen(),
        null,
        "gateway",
        one.host(),
        one.service(),
        one.dataset(),
        one.message(),
        one.fields(),
        one.samples(),
        one.cause(),
        one.root(),
        one.rejected(),
        one.suspected(),
        one.effects(),
        one.effectCount(),
        one.catalogue());
  }

  private void put(Incident incident) throws IOException {
    String alias = names.incidentsAt(System.currentTimeMillis()).orElseThrow();
    put(alias, incident.id(), new IncidentDocument(CATALOGUE).toBytes(incident));
  }

  private void line(
      String incident, String deployment, String symptom, String host, String path, String time)
      throws IOException {
    Sample sample = new Sample(incident + time, at(time), "a line of " + symptom, path, 7);
    Finding finding =
        new Finding(
            symptom,
            sample.id(),
            host,
            path,
            deployment,
            "nginx.error",
            at(time),
            at(time),
            1,
            false,
            new TreeMap<>(),
            Map.of(),
            List.of(sample));
    String alias = names.taggedLogsAt(System.currentTimeMillis()).orElseThrow();
    put(
        alias,
        incident + time.replace(":", ""),
        new TaggedLogDocument(CATALOGUE)
            .toBytes(new TaggedEvent(deployment, finding, sample, incident)));
  }

  private void put(String alias, String id, byte[] document) throws IOException {
    Answer answer =
        connection.send(
            "PUT",
            "/" + alias + "/_doc/" + id + "?require_alias=true",
            new String(document, StandardCharsets.UTF_8));
    if (!answer.ok()) {
      throw new AssertionError(answer.reason());
    }
  }

  private static long at(String time) {
    return Instant.parse("2026-11-22T" + time + ":00Z").toEpochMilli();
  }
}

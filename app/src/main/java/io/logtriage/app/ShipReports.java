package io.logtriage.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.ingest.CheckpointReport;
import io.logtriage.ingest.CheckpointReport.SourceReport;
import io.logtriage.patterns.wire.LogsRecord;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.TreeMap;

/** Prints what {@code ship} would send, and how far it is. */
final class ShipReports {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Console console;
  private final boolean json;

  ShipReports(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  /** Each line with its source before it; a record is an object in JSON. */
  void record(LogsRecord record) {
    if (!json) {
      for (int i = 0; i < record.lines(); i++) {
        console.print(record.source().key() + "\t" + SafeText.line(line(record, i)));
      }
      return;
    }
    ObjectNode node = JSON.createObjectNode().put("source", record.source().key());
    node.put("deployment", record.source().deployment()).put("service", record.source().service());
    node.put("zone", String.valueOf(record.source().zone()));
    node.put("format", record.source().format());
    if (!record.source().labels().isEmpty()) {
      node.putPOJO("labels", new TreeMap<>(record.source().labels()));
    }
    node.put("history", record.history()).put("truncated", record.truncated());
    node.put("generation", record.generation()).put("offset", record.offset(0));
    ArrayNode lines = node.putArray("lines");
    for (int i = 0; i < record.lines(); i++) {
      lines.add(line(record, i));
    }
    console.json(node.toString());
  }

  void status(CheckpointReport report) {
    if (json) {
      report.sources().forEach(source -> console.json(json(report, source).toString()));
      return;
    }
    console.print(
        String.format(
            Locale.ROOT, "%12s %10s %12s  %s", "position", "lag bytes", "lag seconds", "source"));
    for (SourceReport source : report.sources()) {
      console.print(
          String.format(
              Locale.ROOT,
              "%12d %10d %12d  %s",
              source.position(),
              source.lagBytes(),
              source.lagSeconds(),
              SafeText.line(source.source())));
    }
    console.print("written " + report.written() + ", shipper " + report.shipper());
    console.print("last error: " + (report.error() == null ? "none" : report.error()));
  }

  private static ObjectNode json(CheckpointReport report, SourceReport source) {
    ObjectNode node = JSON.createObjectNode().put("source", source.source());
    node.put("path", source.path()).put("position", source.position());
    node.put("lag_bytes", source.lagBytes()).put("lag_seconds", source.lagSeconds());
    node.put(
        "acknowledged", source.acknowledged() == null ? null : source.acknowledged().toString());
    node.put("written", report.written().toString()).put("error", report.error());
    return node;
  }

  private static String line(LogsRecord record, int index) {
    int from = record.from(index);
    return new String(record.value(), from, record.to(index) - from, StandardCharsets.UTF_8);
  }
}

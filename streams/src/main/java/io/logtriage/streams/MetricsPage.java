package io.logtriage.streams;

import io.logtriage.streams.incident.Bound;
import io.logtriage.streams.incident.TrackerCounts;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What an instance counts, in Prometheus' text form 0.0.4. Bounded: lines are counted one by one
 * for a limited number of sources, and together for all.
 */
final class MetricsPage {
  /** Sources with counts of their own. */
  private static final int MAX_SOURCES = 100;

  private final StringBuilder page = new StringBuilder(4096);
  private final StreamsStatus status;
  private final Gauges gauges;
  private final int quarantined;
  private final Store store;

  /** Asks the store of sources. */
  @FunctionalInterface
  interface Store {
    <T> T ask(Function<ReadOnlyKeyValueStore<Bytes, byte[]>, T> question);
  }

  MetricsPage(StreamsStatus status, Gauges gauges, int quarantined, Store store) {
    this.status = status;
    this.gauges = gauges;
    this.quarantined = quarantined;
    this.store = store;
  }

  String text() {
    one("ready", "gauge", "1 when the topology is ready", status.ready() ? 1 : 0);
    if (status.lag() >= 0) {
      one("lag_records", "gauge", "Records of logs not yet processed and committed", status.lag());
    }
    one("thread_failures_total", "counter", "Stream threads replaced", status.failures());
    one(
        "replaced_timestamps_total",
        "counter",
        "Records whose time stamp could not be true",
        status.replacedTimestamps());
    one(
        "quarantined_patterns",
        "gauge",
        "Patterns left out because they took too long",
        quarantined);
    tracking(gauges.tracked());
    head("pipeline_observations_total", "counter", "Trouble seen in the pipeline's own sources");
    gauges
        .told()
        .forEach(
            (symptom, times) -> line("pipeline_observations_total", "symptom", symptom, times));
    try {
      store.ask(this::lines);
    } catch (IllegalStateException moving) {
      page.append("# the counts of lines are not at hand while partitions move\n");
    }
    return page.toString();
  }

  private void tracking(TrackerCounts counts) {
    head("incidents", "gauge", "Incidents in state");
    line("incidents", "status", "open", counts.open());
    line("incidents", "status", "closed", counts.closed());
    one("deployments", "gauge", "Deployments heard of", counts.deployments());
    head("findings_total", "counter", "Findings that did not go the usual way");
    line("findings_total", "way", "absorbed", counts.absorbed());
    line("findings_total", "way", "late", counts.late());
    line("findings_total", "way", "unopened", counts.unopened());
    line("findings_total", "way", "untagged", counts.untagged());
    line("findings_total", "way", "unlinked", counts.unlinked());
    head("tracking_overflow_total", "counter", "What tracking forgot to stay within a bound");
    for (Bound bound : Bound.values()) {
      long times = counts.overflow().getOrDefault(bound.word(), 0L);
      line("tracking_overflow_total", "bound", bound.word(), times);
    }
  }

  private Boolean lines(ReadOnlyKeyValueStore<Bytes, byte[]> sources) {
    LineCounts totals = new LineCounts();
    StringBuilder listed = new StringBuilder();
    int[] count = new int[1];
    LiveSources.forEachStored(
        sources.all(),
        (key, stored) -> {
          totals.add(stored.counts());
          if (count[0]++ < MAX_SOURCES) {
            String labels = "source=" + quoted(stored.source().key()) + ",";
            lines(listed, "source_lines_total", labels, stored.counts());
          }
        });
    one("sources", "gauge", "Sources heard of", count[0]);
    head("lines_total", "counter", "What became of the lines; in is the sum of the others");
    lines(page, "lines_total", "", totals);
    head("source_lines_total", "counter", "The same of the first " + MAX_SOURCES + " sources");
    page.append(listed);
    return true;
  }

  private static void lines(StringBuilder out, String name, String labels, LineCounts counts) {
    LineTotals totals = counts.toTotals();
    outcome(out, name, labels, "in", totals.in());
    outcome(out, name, labels, "matched", totals.matched());
    outcome(out, name, labels, "unmatched", totals.unmatched());
    outcome(out, name, labels, "pending", totals.pending());
    outcome(out, name, labels, "repeated", totals.repeated());
    outcome(out, name, labels, "dropped", totals.dropped());
    outcome(out, name, labels, "dead_lettered", totals.deadLettered());
  }

  private static void outcome(
      StringBuilder out, String name, String labels, String outcome, long lines) {
    out.append("logtriage_")
        .append(name)
        .append('{')
        .append(labels)
        .append("outcome=\"")
        .append(outcome)
        .append("\"} ")
        .append(lines)
        .append('\n');
  }

  private void one(String name, String type, String help, long value) {
    head(name, type, help);
    page.append("logtriage_").append(name).append(' ').append(value).append('\n');
  }

  private void head(String name, String type, String help) {
    page.append("# HELP logtriage_").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE logtriage_").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String label, String labelled, long value) {
    page.append("logtriage_")
        .append(name)
        .append('{')
        .append(label)
        .append('=')
        .append(quoted(labelled))
        .append("} ")
        .append(value)
        .append('\n');
  }

  /** A label's value: anybody may have named a source. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}

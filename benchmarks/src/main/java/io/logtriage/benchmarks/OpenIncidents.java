package io.logtriage.benchmarks;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentStore;
import io.logtriage.streams.incident.IncidentTracker;
import io.logtriage.streams.incident.TaggedEvent;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** So many incidents, open in a hundred deployments, and findings that belong to them. */
final class OpenIncidents {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long START = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  private static final int DEPLOYMENTS = 100;
  private static final int FINDINGS = 20_000;

  private final IncidentTracker tracker;
  private final Catalogue catalogue;
  private final Stored store = new Stored();
  private final int incidents;
  private long millis;

  OpenIncidents(Catalogue catalogue, int incidents) {
    this.incidents = incidents;
    this.catalogue = catalogue;
    tracker = new IncidentTracker(catalogue, store);
    for (int deployment = 0; deployment < DEPLOYMENTS; deployment++) {
      List<Finding> findings = new ArrayList<>();
      for (int number = deployment; number < incidents; number += DEPLOYMENTS) {
        findings.add(finding(number));
      }
      apply(deployment, findings);
    }
    if (tracker.counts().open() != incidents) {
      throw new IllegalStateException(tracker.counts().open() + " incidents open: " + incidents);
    }
  }

  /** Processor time of a batch of one finding, which is taken into one of the incidents. */
  double nanosPerFinding() {
    long begin = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < FINDINGS; i++) {
      millis++;
      int number = (int) (millis * 7_919 % incidents);
      apply(number % DEPLOYMENTS, List.of(finding(number)));
    }
    return (double) (THREADS.getCurrentThreadCpuTime() - begin) / FINDINGS;
  }

  /** Bytes of the state that survives a crash. */
  long storedBytes() {
    long bytes = 0;
    for (Map.Entry<String, byte[]> entry : store.entries.entrySet()) {
      bytes += entry.getKey().length() + entry.getValue().length;
    }
    return bytes;
  }

  /** Processor time until a tracker has read that state back. */
  long restoreNanos() {
    long begin = THREADS.getCurrentThreadCpuTime();
    IncidentTracker restored = new IncidentTracker(catalogue, store);
    long taken = THREADS.getCurrentThreadCpuTime() - begin;
    if (restored.counts().open() != incidents) {
      throw new IllegalStateException(restored.counts().open() + " incidents restored");
    }
    return taken;
  }

  private void apply(int deployment, List<Finding> findings) {
    long clock = START + millis;
    tracker.apply(
        new DeploymentBatch("deployment-" + deployment, "feed", clock, findings), clock, SILENT);
  }

  private Finding finding(int number) {
    long time = START + millis;
    String id = Long.toHexString(millis) + "-" + number;
    String path = "/srv/" + number;
    return new Finding(
        "disk-full",
        id,
        "web-1",
        "/var/log/app.log",
        "shop",
        "python.log",
        time,
        time,
        1,
        false,
        new TreeMap<>(Map.of("service.name", "shop", "file.path", path)),
        Map.of("file.path", path),
        List.of(new Sample(id, time, "No space left: " + path, "/var/log/app.log", millis)));
  }

  private static final Changes SILENT =
      new Changes() {
        @Override
        public void incident(Incident incident, Transition transition) {}

        @Override
        public void tagged(TaggedEvent event) {}
      };

  private static final class Stored implements IncidentStore {
    private final NavigableMap<String, byte[]> entries = new TreeMap<>();

    @Override
    public void put(String key, byte @Nullable [] value) {
      if (value == null) {
        entries.remove(key);
      } else {
        entries.put(key, value);
      }
    }

    @Override
    public void load(BiConsumer<String, byte[]> each) {
      entries.forEach(each);
    }
  }
}

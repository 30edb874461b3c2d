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
import java.util.TreeMap;

/** So many incidents, open in a hundred deployments, and findings that belong to them. */
final class OpenIncidents {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long START = Instant.parse("2026-11-22T12:00:00Z").toEpochMilli();
  private static final int DEPLOYMENTS = 100;
  private static final int FINDINGS = 50_000;

  private final IncidentTracker tracker;
  private final int incidents;
  private long second;

  OpenIncidents(Catalogue catalogue, int incidents) {
    this.incidents = incidents;
    tracker = new IncidentTracker(catalogue, IncidentStore.none());
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

  /** Processor time of a finding that is taken into an incident; a hundred in a batch. */
  double nanosPerFinding() {
    long begin = THREADS.getCurrentThreadCpuTime();
    int taken = 0;
    for (int deployment = 0; taken < FINDINGS; deployment = (deployment + 1) % DEPLOYMENTS) {
      second++;
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int number = (int) ((second * 7 + i * 31L) % (incidents / DEPLOYMENTS));
        findings.add(finding(number * DEPLOYMENTS + deployment));
      }
      apply(deployment, findings);
      taken += 100;
    }
    return (double) (THREADS.getCurrentThreadCpuTime() - begin) / taken;
  }

  private void apply(int deployment, List<Finding> findings) {
    long clock = START + second * 10;
    tracker.apply(
        new DeploymentBatch("deployment-" + deployment, "feed", clock, findings), clock, SILENT);
  }

  private Finding finding(int number) {
    long time = START + second * 10;
    String id = Long.toHexString(second) + "-" + number;
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
        List.of(new Sample(id, time, "No space left: " + path, "/var/log/app.log", second)));
  }

  private static final Changes SILENT =
      new Changes() {
        @Override
        public void incident(Incident incident, Transition transition) {}

        @Override
        public void tagged(TaggedEvent event) {}
      };
}

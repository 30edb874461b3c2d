package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HeapTest {
  /** A quarter of what is promised, in a quarter of the memory: each incident takes the same. */
  private static final int INCIDENTS = 25_000;

  private static final int DEPLOYMENTS = 25;
  private static final long LIMIT = (512L << 20) / 4;

  /** Messages of 300 bytes, five samples each, a thousand in each deployment. */
  @Test
  void aHundredThousandOpenIncidentsFitIntoHalfAgigabyte() {
    long before = used();
    IncidentTracker tracker = new IncidentTracker(Symptoms.CATALOGUE, IncidentStore.none());
    for (int second = 0; second < 5; second += 3) {
      for (int deployment = 0; deployment < DEPLOYMENTS; deployment++) {
        List<Finding> findings = new ArrayList<>();
        for (int group = deployment; group < INCIDENTS; group += DEPLOYMENTS) {
          findings.add(finding(group, second, second == 0 ? 3 : 2));
        }
        String name = "deployment-" + deployment;
        tracker.apply(new DeploymentBatch(name, "feed", Findings.START, findings), 0, new Silent());
      }
    }

    long held = used() - before;
    assertThat(tracker.counts().open()).isEqualTo(INCIDENTS);
    assertThat(held).isLessThan(LIMIT);
  }

  private static Finding finding(int group, int second, int events) {
    long time = Findings.START + second * 1_000L;
    String id = ContentHash.of(String.valueOf(group), String.valueOf(second));
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      String message = "line " + (second + i) + " of " + group + " " + "x".repeat(280);
      samples.add(new Sample(id + i, time, message, "/var/log/app.log", second * 300L));
    }
    return new Finding(
        "disk",
        id,
        "web-" + group % 100,
        "/var/log/app.log",
        "shop",
        "python.log",
        time,
        time,
        events,
        false,
        new TreeMap<>(Map.of("service.name", "shop", "file.path", "/srv/" + group)),
        Map.of("file.path", "/srv/" + group, "log.level", "error"),
        samples);
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static final class Silent implements Changes {
    @Override
    public void incident(Incident incident, Transition transition) {}

    @Override
    public void tagged(TaggedEvent event) {}
  }
}

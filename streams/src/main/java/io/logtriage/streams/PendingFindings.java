package io.logtriage.streams;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Findings that were not sent yet, by deployment. They are sent together before the transaction
 * ends, which is when anybody could see them: however many records show the same, a deployment gets
 * one batch per commit.
 */
final class PendingFindings {
  private static final Comparator<Finding> BY_TIME =
      Comparator.comparing(Finding::undated).thenComparingLong(Finding::first);

  private final Map<String, Found> byDeployment = new HashMap<>();

  /** What was found of one deployment. */
  record Found(List<Finding> findings, List<Recovery> recoveries) {
    static final Found NOTHING = new Found(List.of(), List.of());

    /**
     * A commit of a backlog may span hours of several sources, and no finding must come late
     * because of another source's time.
     */
    Found inOrderOfTime() {
      return new Found(findings.stream().sorted(BY_TIME).toList(), recoveries);
    }
  }

  void add(String deployment, Finding finding) {
    of(deployment).findings().add(finding);
  }

  /** Takes over what a source has found. */
  void drain(LiveSource source) {
    String deployment = source.source().deployment();
    source
        .engine()
        .drain(
            finding -> of(deployment).findings().add(finding),
            recovery -> of(deployment).recoveries().add(recovery));
  }

  /** What was not committed does not count. */
  void clear() {
    byDeployment.clear();
  }

  /** Those of which something waits. */
  Set<String> deployments() {
    return byDeployment.keySet();
  }

  /** Hands over what waits for a deployment, per source in its order. */
  Found take(String deployment) {
    Found taken = byDeployment.remove(deployment);
    return taken == null ? Found.NOTHING : taken;
  }

  private Found of(String deployment) {
    return byDeployment.computeIfAbsent(
        deployment, any -> new Found(new ArrayList<>(), new ArrayList<>()));
  }
}

package io.logtriage.streams.incident;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import java.util.List;

/**
 * What one feed has to say about one deployment: findings and how far its time has come.
 *
 * @param deployment key of tracking and linking
 * @param feed who says it: an input partition of {@code logs}, or a reader; clocks are kept per
 *     feed
 * @param clock greatest event time this feed has seen of the deployment, epoch milliseconds; {@link
 *     Long#MIN_VALUE} when it has seen no dated line
 * @param findings in the order in which they were found
 * @param recoveries what showed that earlier findings are over; their order makes no difference
 */
public record DeploymentBatch(
    String deployment, String feed, long clock, List<Finding> findings, List<Recovery> recoveries) {

  public DeploymentBatch {
    requireNonNull(deployment, "deployment is null");
    requireNonNull(feed, "feed is null");
    findings = List.copyOf(findings);
    recoveries = List.copyOf(recoveries);
  }

  /** Nothing shows recovery. */
  public DeploymentBatch(String deployment, String feed, long clock, List<Finding> findings) {
    this(deployment, feed, clock, findings, List.of());
  }
}

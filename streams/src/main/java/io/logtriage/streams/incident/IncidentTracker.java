package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Catalogue;

/**
 * Incidents of all deployments of one task: opens, updates, links, resolves, reopens and merges
 * them. Not safe for use by more than one thread.
 */
public final class IncidentTracker {

  /** Reads back what {@code store} holds. */
  public IncidentTracker(Catalogue catalogue, IncidentStore store) {}

  /**
   * Applies the batch's findings, then moves the deployment's clock and closes what is due.
   *
   * @param heardAt when the batch was heard, epoch milliseconds of the wall (the record's time
   *     stamp): tells feeds that fell silent from feeds that lag
   */
  public void apply(DeploymentBatch batch, long heardAt, Changes changes) {}
}

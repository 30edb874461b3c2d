package io.logtriage.streams;

import java.util.List;

/**
 * How the topology is.
 *
 * @param state of Kafka Streams: RUNNING, REBALANCING, ...
 * @param lag records of {@code logs} not yet processed and committed, -1 when not known
 * @param failures stream threads that failed and were replaced since the start
 * @param replacedTimestamps records whose time stamp could not be true
 * @param reasons why it is not ready; empty when it is
 */
public record StreamsStatus(
    String state, long lag, long failures, long replacedTimestamps, List<String> reasons) {

  public StreamsStatus {
    reasons = List.copyOf(reasons);
  }

  public boolean ready() {
    return reasons.isEmpty();
  }
}

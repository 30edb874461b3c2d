package io.logtriage.streams;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The clocks of the deployments of one task, those of which something was heard lately. */
final class DeploymentClocks {
  private final Map<String, DeploymentClock> clocks = new HashMap<>();

  /**
   * Milliseconds after the last line during which a deployment's time goes on by itself: as long as
   * an incident may wait for it.
   */
  private final long horizon;

  DeploymentClocks(long horizon) {
    this.horizon = horizon;
  }

  DeploymentClock of(String deployment) {
    DeploymentClock clock = clocks.get(deployment);
    if (clock == null) {
      clock = new DeploymentClock();
      clocks.put(deployment, clock);
    }
    return clock;
  }

  /** Lets time go on by itself: nothing waits to be read. */
  void advance(long now) {
    clocks.values().forEach(clock -> clock.advance(now));
  }

  /** Whether a clock moved and was not told, or is to be forgotten. */
  boolean anyDue(long now) {
    for (DeploymentClock clock : clocks.values()) {
      if (clock.due(now) || clock.lastHeardAt() < now - horizon) {
        return true;
      }
    }
    return false;
  }

  /** Hands over the clocks that moved and were not told, then forgets the silent ones. */
  void tellDue(long now, BiConsumer<String, DeploymentClock> tell) {
    clocks.forEach(
        (deployment, clock) -> {
          if (clock.due(now)) {
            tell.accept(deployment, clock);
          }
        });
    clocks.values().removeIf(clock -> clock.lastHeardAt() < now - horizon && !clock.due(now));
  }
}

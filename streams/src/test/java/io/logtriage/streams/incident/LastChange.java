package io.logtriage.streams.incident;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/** Keeps the last incident that it is told of, where a test tells of thousands. */
final class LastChange implements Changes {
  private @Nullable Incident incident;

  Incident incident() {
    return requireNonNull(incident, "nothing was told");
  }

  @Override
  public void incident(Incident told, Transition transition) {
    incident = told;
  }

  @Override
  public void tagged(TaggedEvent event) {}
}

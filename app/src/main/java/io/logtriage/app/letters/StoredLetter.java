package io.logtriage.app.letters;

import io.logtriage.patterns.wire.DeadLetter;

/** A dead letter and where it lies. */
public record StoredLetter(Place place, DeadLetter letter) {

  /** A record of the dead letters topic. */
  public record Place(int partition, long offset) {
    @Override
    public String toString() {
      return partition + "@" + offset;
    }
  }
}

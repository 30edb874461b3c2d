package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

/**
 * One incident that is not in the index as it is on the topic.
 *
 * @param id of the incident
 * @param index in which it is, or should be
 * @param what differs, for an administrator
 */
public record IndexDifference(String id, String index, String what) {
  public IndexDifference {
    requireNonNull(id, "id is null");
    requireNonNull(index, "index is null");
    requireNonNull(what, "what is null");
  }

  @Override
  public String toString() {
    return index + "/" + id + ": " + what;
  }
}

package io.logtriage.patterns;

import static java.util.Objects.requireNonNull;

/**
 * What one request is to a symptom that is a share of requests.
 *
 * @param symptom id of the symptom
 * @param hit whether the request is one of the share (failed, slow), or only one of all
 * @param condition the share that it takes, in words
 */
public record CountedRequest(String symptom, boolean hit, String condition) {

  public CountedRequest {
    requireNonNull(symptom, "symptom is null");
    requireNonNull(condition, "condition is null");
  }
}

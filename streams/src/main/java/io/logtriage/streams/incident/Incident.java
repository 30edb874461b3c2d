package io.logtriage.streams.incident;

import io.logtriage.patterns.Sample;
import io.logtriage.patterns.catalogue.Severity;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one incident. Times are event times in epoch milliseconds.
 *
 * @param id hash of deployment, symptom, group and the content identity of its first finding; never
 *     changes
 * @param revision counts changes applied, from 1
 * @param severity what its symptom says, or more by rate and spread; never falls
 * @param opened event time at which the open condition was met; never changes
 * @param undated whether no line told when it happened: its times are those of arrival
 * @param reopened how often it opened again after it was resolved
 * @param resolvedAt null while open
 * @param resolvedBy {@code quiet}, {@code evidence} or {@code source-silent} (nothing was found,
 *     and the source that showed it last said nothing at all); null while open
 * @param mergedInto id of the earlier incident that took this one in, null otherwise
 * @param cause the incident that explains this one, null when none is known
 * @param root where the chain of causes begins: this incident itself when nothing explains it
 * @param rejected incidents that might have explained this one, and why they do not
 * @param suspected whether its lines may also mean something else and nothing proves it yet
 * @param effects ids of incidents that this one explains, at most 100
 */
public record Incident(
    String id,
    String deployment,
    String symptom,
    SortedMap<String, String> group,
    long revision,
    Status status,
    Severity severity,
    long opened,
    long firstSeen,
    long lastSeen,
    long count,
    boolean undated,
    long reopened,
    @Nullable Long resolvedAt,
    @Nullable String resolvedBy,
    @Nullable String mergedInto,
    String host,
    String service,
    String dataset,
    String message,
    Map<String, String> fields,
    List<Sample> samples,
    @Nullable Cause cause,
    Cause root,
    List<RejectedCause> rejected,
    boolean suspected,
    List<String> effects,
    long effectCount,
    String catalogue) {

  /** Life of an incident. */
  public enum Status {
    OPEN,
    RESOLVED,
    MERGED
  }

  /** What explains an incident. */
  public record Cause(String id, String symptom) {}

  /** What does not explain an incident, although its symptom could. */
  public record RejectedCause(String id, String symptom, String reason) {}
}

package io.logtriage.patterns;

import io.logtriage.patterns.assemble.StateReader;
import io.logtriage.patterns.assemble.StateWriter;
import io.logtriage.patterns.catalogue.RecoverySign;
import io.logtriage.patterns.catalogue.Symptom;
import java.util.Map;
import java.util.SortedMap;

/** One symptom and group that a source showed lately, watched for signs that it is over. */
final class RecoveryWatch {
  /**
   * For how long after the first sign more of them are told, milliseconds: a finding of another
   * source may still undo the first ones.
   */
  private static final long TOLD_FOR = 120_000;

  private static final long NEVER = Long.MIN_VALUE;

  private final Symptom symptom;
  private final SortedMap<String, String> group;
  private final boolean ofRoutes;
  private final FailedRoutes routes = new FailedRoutes();

  /** The same of the upstreams that had failed, where the format names them. */
  private final FailedRoutes upstreams = new FailedRoutes();

  private long failedAt = NEVER;
  private long firstSign = NEVER;
  private long toldSecond = NEVER;

  RecoveryWatch(Symptom symptom, SortedMap<String, String> group) {
    this.symptom = symptom;
    this.group = group;
    this.ofRoutes = ofRoutes(symptom);
  }

  /** Whether an answer on a route that had failed shows that this symptom is over. */
  static boolean ofRoutes(Symptom symptom) {
    return symptom.recovery().stream().anyMatch(RecoverySign.RouteAnswers.class::isInstance);
  }

  Symptom symptom() {
    return symptom;
  }

  SortedMap<String, String> group() {
    return group;
  }

  boolean ofRoutes() {
    return ofRoutes;
  }

  FailedRoutes routes() {
    return routes;
  }

  FailedRoutes upstreams() {
    return upstreams;
  }

  /** When it was seen last; {@link Long#MIN_VALUE} before. */
  long failedAt() {
    return failedAt;
  }

  void failed(long time) {
    failedAt = Math.max(failedAt, time);
    if (firstSign != NEVER && second(firstSign) <= second(failedAt)) {
      firstSign = NEVER;
    }
  }

  /**
   * Takes a sign of recovery; whether it is worth telling. One of the second of a failure is none:
   * which of the two came last is not known.
   */
  boolean sign(long time) {
    if (second(time) <= second(failedAt) || second(time) <= toldSecond || isOver(time)) {
      return false;
    }
    firstSign = firstSign == NEVER ? time : Math.min(firstSign, time);
    toldSecond = second(time);
    return true;
  }

  /** Whether nothing that comes from {@code time} on matters to its incident any more. */
  boolean isOver(long time) {
    return (firstSign != NEVER && time > firstSign + TOLD_FOR)
        || time > failedAt + symptom.quiet().toMillis() + symptom.reopen().toMillis();
  }

  /** Whether a line that captured these fields speaks of this group. */
  boolean isOf(Map<String, String> fields) {
    for (Map.Entry<String, String> part : group.entrySet()) {
      String said = fields.get(part.getKey());
      if (said != null && !GroupValues.normalise(part.getKey(), said).equals(part.getValue())) {
        return false;
      }
    }
    return true;
  }

  private static long second(long time) {
    return time == NEVER ? NEVER : Math.floorDiv(time, 1_000L);
  }

  void write(StateWriter out) {
    out.number(failedAt);
    out.number(firstSign);
    out.number(toldSecond);
    routes.write(out);
    upstreams.write(out);
  }

  void read(StateReader in) {
    failedAt = in.number();
    firstSign = in.number();
    toldSecond = in.number();
    routes.read(in);
    upstreams.read(in);
  }
}

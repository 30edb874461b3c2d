package io.logtriage.streams.incident;

import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.streams.incident.Changes.Transition;
import io.logtriage.streams.incident.Incident.Status;
import org.jspecify.annotations.Nullable;

/**
 * What the world was last told of an incident, and with that what it should be told next: a change
 * of status, cause or severity at once, a doubled count at once, anything else after {@link
 * #INTERVAL}.
 */
final class Announcement {
  /** Milliseconds of the deployment's clock between two updates without news. */
  static final long INTERVAL = 10_000;

  private @Nullable Status status;
  private String causeId = "";
  private Severity severity = Severity.LOW;
  private boolean suspected;
  private long revision;
  private long count;
  private long at = FeedClocks.UNKNOWN;

  /** What to announce now; null when nothing, or nothing yet. */
  @Nullable Transition next(Episode episode, long clock) {
    Transition news = news(episode);
    if (news != null) {
      return news;
    }
    return pending(episode) && clock >= due() ? Transition.UPDATED : null;
  }

  boolean hasNews(Episode episode) {
    return news(episode) != null;
  }

  private @Nullable Transition news(Episode episode) {
    if (status == null) {
      return Transition.OPENED;
    }
    if (status != episode.status()) {
      return switch (episode.status()) {
        case OPEN -> Transition.REOPENED;
        case RESOLVED -> Transition.RESOLVED;
        case MERGED -> Transition.MERGED;
      };
    }
    boolean doubled = episode.evidence().count() >= 2 * count;
    boolean other =
        !causeId.equals(causeId(episode))
            || severity != episode.severity()
            || suspected != episode.suspected();
    return doubled || other ? Transition.UPDATED : null;
  }

  boolean pending(Episode episode) {
    return episode.revision() != revision;
  }

  /** When a pending update may go out. */
  long due() {
    return at == FeedClocks.UNKNOWN ? at : at + INTERVAL;
  }

  void made(Episode episode, long clock) {
    status = episode.status();
    causeId = causeId(episode);
    severity = episode.severity();
    suspected = episode.suspected();
    revision = episode.revision();
    count = episode.evidence().count();
    at = clock;
  }

  /** The deployment's clock went back: nothing was told in the future; whether that changes it. */
  boolean notAfter(long clock) {
    boolean after = at > clock;
    at = Math.min(at, clock);
    return after;
  }

  private static String causeId(Episode episode) {
    Incident.Cause cause = episode.links().cause();
    return cause == null ? "" : cause.id();
  }

  void write(StateWriter out) {
    Status told = status;
    out.maybeText(told == null ? null : told.name());
    out.text(causeId);
    out.text(severity.name());
    out.flag(suspected);
    out.number(revision);
    out.number(count);
    out.number(at);
  }

  static Announcement read(StateReader in) {
    Announcement announcement = new Announcement();
    String told = in.maybeText();
    announcement.status = told == null ? null : Status.valueOf(told);
    announcement.causeId = in.text();
    announcement.severity = Severity.valueOf(in.text());
    announcement.suspected = in.flag();
    announcement.revision = in.number();
    announcement.count = in.number();
    announcement.at = in.number();
    return announcement;
  }
}

package io.logtriage.app.notify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one attempt to tell something. */
sealed interface Answer {
  /** It was taken. */
  record Taken() implements Answer {}

  /**
   * Not now: the receiver is away, busy or broken.
   *
   * @param after what it asked us to wait, null when it did not
   */
  record Later(String reason, @Nullable Duration after) implements Answer {}

  /** Never: it would be refused again. */
  record Refused(String reason) implements Answer {}
}

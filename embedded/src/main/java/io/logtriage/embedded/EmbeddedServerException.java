package io.logtriage.embedded;

import org.jspecify.annotations.Nullable;

/** A server that did not start; the message says what to do and can be shown as it is. */
public final class EmbeddedServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EmbeddedServerException(String message) {
    this(message, null);
  }

  EmbeddedServerException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

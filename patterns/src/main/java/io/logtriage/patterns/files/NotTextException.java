package io.logtriage.patterns.files;

import java.io.IOException;

/** A file holds no lines that can be read; the message says what it is and what to do. */
public final class NotTextException extends IOException {
  private static final long serialVersionUID = 1L;

  NotTextException(String message) {
    super(message);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}

package io.logtriage.patterns.files;

import java.io.IOException;

/** A compressed file or a tar is damaged, breaks off, or was made to do harm. */
final class DamagedException extends IOException {
  private static final long serialVersionUID = 1;

  DamagedException(String message, Throwable cause) {
    super(message, cause);
  }

  DamagedException(String message) {
    super(message);
  }
}

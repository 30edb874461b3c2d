package io.logtriage.ingest;

import java.io.IOException;

/** A file is not where the last search found it. */
final class RenamedException extends IOException {
  private static final long serialVersionUID = 1L;

  RenamedException() {
    super("it was renamed just now; looking for it again");
  }
}

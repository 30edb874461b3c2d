package io.logtriage.ingest;

import java.io.IOException;

/** The checkpoint cannot be written: nothing may be sent that it does not know of. */
final class CheckpointException extends IOException {
  private static final long serialVersionUID = 1L;

  CheckpointException(IOException cause) {
    super("the checkpoint cannot be written: " + cause, cause);
  }
}

package io.logtriage.ingest;

/** A record could not be stored; all that is not acknowledged is sent again. */
final class SendException extends Exception {
  private static final long serialVersionUID = 1L;

  SendException(Exception cause) {
    super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
  }
}

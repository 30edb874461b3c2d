package io.logtriage.ingest;

/** Shipping cannot begin or go on; the message tells an administrator what to do. */
public final class ShipperException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ShipperException(String message) {
    super(message);
  }

  ShipperException(String message, Throwable cause) {
    super(message, cause);
  }
}

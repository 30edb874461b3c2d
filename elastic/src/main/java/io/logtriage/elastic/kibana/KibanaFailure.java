package io.logtriage.elastic.kibana;

/** Kibana did not take the objects; the message is for an administrator, in one line. */
public final class KibanaFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KibanaFailure(String message) {
    super(message);
  }

  KibanaFailure(String message, Throwable cause) {
    super(message, cause);
  }
}

package io.logtriage.ingest;

/** Takes secrets out of a line. */
interface Redaction {

  /**
   * Works on one line, in place where that is possible.
   *
   * @return the line's bytes, or {@code null} when it stays as it is
   */
  byte @org.jspecify.annotations.Nullable [] redact(byte[] bytes, int from, int to);
}

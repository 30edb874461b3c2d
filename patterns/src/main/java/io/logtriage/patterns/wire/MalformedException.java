package io.logtriage.patterns.wire;

/** Why bytes are not a record of ours; never leaves this package. */
final class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedException(String reason) {
    super(reason, null, false, false);
  }
}

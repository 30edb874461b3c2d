package io.logtriage.patterns.format;

/** An access format that cannot be used; the message says where, why and what to do. */
public final class AccessFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int position;

  AccessFormatException(int position, String problem) {
    super("at character " + (position + 1) + ": " + problem);
    this.position = position;
  }

  /** Index of the first character, in the text that was given, which is not understood. */
  public int position() {
    return position;
  }
}

package io.logtriage.patterns.files;

/** The first bytes by which a kind of file is known. */
final class Magic {
  private Magic() {}

  static boolean starts(byte[] head, int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (i >= head.length || (head[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }
}

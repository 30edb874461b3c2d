package io.logtriage.patterns.detect;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Picks the piece of a long literal that stands for all of it: the one that the fewest literals
 * share, so that what many begin with ({@code connection to ...}) makes no candidate of them all.
 */
final class RarestPiece {
  private final int length;
  private final Map<String, Integer> shared = new HashMap<>();

  /**
   * @param length of a piece; shorter literals stay whole
   */
  RarestPiece(List<byte[]> literals, int length) {
    this.length = length;
    for (byte[] literal : literals) {
      for (int from = 0; from + length <= literal.length; from++) {
        shared.merge(key(literal, from), 1, Integer::sum);
      }
    }
  }

  /** The last of the rarest pieces: literals differ at their end more than at their beginning. */
  byte[] of(byte[] literal) {
    if (literal.length <= length) {
      return literal.clone();
    }
    int rarest = 0;
    for (int from = 1; from + length <= literal.length; from++) {
      if (shared.get(key(literal, from)) <= shared.get(key(literal, rarest))) {
        rarest = from;
      }
    }
    return Arrays.copyOfRange(literal, rarest, rarest + length);
  }

  private String key(byte[] literal, int from) {
    return new String(literal, from, length, StandardCharsets.ISO_8859_1);
  }
}

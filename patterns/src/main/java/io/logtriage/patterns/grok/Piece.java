package io.logtriage.patterns.grok;

import java.util.List;

/** A regular expression, as far as its constant text and its repetitions matter. */
sealed interface Piece {

  /** Constant text. */
  record Text(String text) implements Piece {}

  /**
   * One character of several.
   *
   * @param wide whether it takes nearly every character ({@code .}, {@code \S}, a negated class)
   */
  record OneOf(boolean wide) implements Piece {}

  /** Takes no text: boundaries, look-arounds, {@code $}. */
  record Nothing() implements Piece {}

  /** {@code ^} or {@code \A}. */
  record Start() implements Piece {}

  /** One after the other. */
  record Sequence(List<Piece> pieces) implements Piece {}

  /** Any one of them. */
  record Choice(List<Piece> pieces) implements Piece {}

  /**
   * Several times.
   *
   * @param max {@link Integer#MAX_VALUE} when unbounded
   */
  record Repeat(Piece piece, int min, int max, boolean possessive) implements Piece {
    boolean unbounded() {
      return max == Integer.MAX_VALUE;
    }
  }
}

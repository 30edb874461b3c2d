package io.logtriage.patterns.format;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** What is found eight bytes at a time is what a look at each byte finds. */
class EightBytesTest {
  private static final byte QUOTE = '"';
  private static final byte BACKSLASH = '\\';

  @Property
  void findsTheFirst(
      @ForAll("texts") byte[] bytes, @ForAll @IntRange(max = 12) int from, @ForAll byte wanted) {
    int begin = Math.min(from, bytes.length);
    int expected = begin;
    while (expected < bytes.length && bytes[expected] != wanted) {
      expected++;
    }
    assertThat(EightBytes.find(bytes, begin, bytes.length, wanted)).isEqualTo(expected);
  }

  @Property
  void findsTheFirstOfTwo(@ForAll("texts") byte[] bytes, @ForAll @IntRange(max = 12) int from) {
    int begin = Math.min(from, bytes.length);
    int expected = begin;
    while (expected < bytes.length && bytes[expected] != QUOTE && bytes[expected] != BACKSLASH) {
      expected++;
    }
    assertThat(EightBytes.findEither(bytes, begin, bytes.length, QUOTE, BACKSLASH))
        .isEqualTo(expected);
  }

  @Property
  void passesOverEscapedQuotes(@ForAll("texts") byte[] bytes, @ForAll @IntRange(max = 12) int cut) {
    int to = Math.max(0, bytes.length - cut);
    int expected = 0;
    while (expected < to && bytes[expected] != QUOTE) {
      expected += bytes[expected] == BACKSLASH ? 2 : 1;
    }
    assertThat(EightBytes.closingQuote(bytes, 0, to)).isEqualTo(Math.min(expected, to));
  }

  @Property
  void findsWords(@ForAll("texts") byte[] bytes) {
    byte[] word = {QUOTE, BACKSLASH};
    int expected = -1;
    for (int i = bytes.length - 2; i >= 0; i--) {
      expected = bytes[i] == QUOTE && bytes[i + 1] == BACKSLASH ? i : expected;
    }
    assertThat(Ascii.indexOf(bytes, 0, bytes.length, word)).isEqualTo(expected);
  }

  /** Any bytes, most of them near the wanted ones in value. */
  @Provide
  Arbitrary<byte[]> texts() {
    return Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.of(QUOTE, BACKSLASH, (byte) '!', (byte) '#')),
            Tuple.of(5, Arbitraries.of((byte) ']', (byte) 'a', (byte) 0xa2, (byte) 0)),
            Tuple.of(2, Arbitraries.bytes()))
        .array(byte[].class)
        .ofMaxSize(60);
  }
}

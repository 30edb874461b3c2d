package io.logtriage.patterns.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LiteralAutomatonTest {

  @Property
  void findsExactlyWhatAnaiveSearchFinds(
      @ForAll("literals") List<String> literals, @ForAll("texts") String text) {
    LiteralAutomaton automaton =
        new LiteralAutomaton(literals.stream().map(LiteralAutomatonTest::bytes).toList());
    byte[] bytes = bytes(text);
    BitSet expected = new BitSet();
    for (int i = 0; i < literals.size(); i++) {
      expected.set(i, text.contains(literals.get(i)));
    }
    BitSet found = new BitSet();
    automaton.findAll(bytes, 0, bytes.length, found);

    assertThat(found).isEqualTo(expected);
    assertThat(automaton.findsAny(bytes, 0, bytes.length)).isEqualTo(!expected.isEmpty());
  }

  @Property
  void looksAtNothingOutsideTheRange(@ForAll("texts") String text) {
    LiteralAutomaton automaton = new LiteralAutomaton(List.of(bytes("xyx")));
    byte[] bytes = bytes("xyx" + text + "xyx");

    assertThat(automaton.findsAny(bytes, 1, bytes.length - 1))
        .isEqualTo(("yx" + text + "xy").contains("xyx"));
  }

  @Provide
  Arbitrary<List<String>> literals() {
    return Arbitraries.strings()
        .withChars('a', 'b', 'c')
        .ofMinLength(1)
        .ofMaxLength(5)
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars('a', 'b', 'c', 'x', 'y', 'é').ofMaxLength(40);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.logtriage.patterns.detect;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RarestPieceTest {

  @Test
  void pieceThatOthersShareIsAvoided() {
    assertThat(piece("connection to a lost", "connection to b lost", "no connection to"))
        .isEqualTo(" a lost");
  }

  @Test
  void shortLiteralStaysWhole() {
    assertThat(piece("refused")).isEqualTo("refused");
    assertThat(piece("no")).isEqualTo("no");
  }

  private static String piece(String literal, String... others) {
    List<byte[]> all =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(literal), List.of(others).stream())
            .map(text -> text.getBytes(US_ASCII))
            .toList();
    return new String(new RarestPiece(all, 7).of(literal.getBytes(US_ASCII)), US_ASCII);
  }
}

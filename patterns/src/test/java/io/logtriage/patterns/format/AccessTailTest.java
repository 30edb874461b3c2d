package io.logtriage.patterns.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTailTest {
  private static final String HEAD =
      "192.0.2.7 - - [01/Mar/2026:09:05:07 +0000] \"GET / HTTP/1.1\" ";

  private final LineParser parser = new LineParser(ZoneOffset.UTC);
  private final ParsedEvent event = new ParsedEvent();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          404 12 "https://shop.example/" "Mozilla/5.0" ; true
          404 12 "-" "Mozilla/5.0"                     ; false
          404 12 "" "Mozilla/5.0"                      ; false
          404 12                                       ; true
          404 -                                        ; true
          """)
  void pageThatRefersIsQuotedBehindTheBytesSent(String tail, boolean referred) {
    parse(tail);
    assertThat(AccessTail.mayBeReferred(event)).isEqualTo(referred);
  }

  private void parse(String tail) {
    byte[] line = (HEAD + tail).getBytes(UTF_8);
    assertThat(parser.parse(line, 0, line.length, event)).isTrue();
  }
}

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
          200 12 "-" "Mozilla/5.0"                                         ; -1
          200 12 "-" "Mozilla/5.0" "-"                                     ; -1
          200 12 "-" "Mozilla/5.0" 0.004                                   ; 4
          200 12 "-" "Mozilla/5.0" "-" 20.178                              ; 20178
          200 12 "-" "Mozilla/5.0" rt=0.178 uct="-" uht="-" urt="-"        ; 178
          200 12 "-" "Mozilla/5.0" rt=14.717 uct=0.000 uht=14.716 urt=14.716; 14717
          200 12 "-" "Mozilla/5.0" "10.201" "10.202"                       ; 10202
          200 12 "-" "Mozilla/5.0" 0.640 0.640 .                           ; 640
          200 12 "-" "agent 20.178"                                        ; -1
          200 12 "-" "agent 20.178" 0.100                                  ; 100
          200 12 14.717 "-" "Mozilla/5.0"                                  ; 14717
          200 12 "-" "Mozilla/5.0" 430 14.717 [a] [] 10.0.0.3:80 4 0.001 200 ab; 14717
          200 12 "-" "Mozilla/5.0" request_time=14.717 pipe=.              ; 14717
          200 12 "-" "-" 1032                                              ; -1
          200 12 "-" "-" 10.0.0.123                                        ; -1
          101 12 "-" "-" 640.020                                           ; -1
          200                                                              ; -1
          """)
  void longestTimeOfTheLinesEnd(String tail, long millis) {
    parse(tail);
    assertThat(AccessTail.millis(event)).isEqualTo(millis);
  }

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

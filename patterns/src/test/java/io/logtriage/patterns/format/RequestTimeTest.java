package io.logtriage.patterns.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTimeTest {
  private final ParsedEvent event = new ParsedEvent();

  /** What stands behind the status, and the microseconds in it. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          512 "-" "curl/8.5.0" rt=0.250 urt=0.248                                | 248000
          512 "-" "curl/8.5.0" rt=7.250 uct=0.001 uht=0.015 urt=0.020            | 20000
          512 "-" "curl/8.5.0" rt=4.000 urt=1.500, 2.500                         | 2500000
          512 "-" "curl/8.5.0" rt="0.250" uct="-" urt="-"                        | 250000
          512 "-" "curl/8.5.0" request_time=3.005 upstream_response_time=3.004   | 3004000
          512 "-" "curl/8.5.0" 0.250                                             | 250000
          512 "-" "curl/8.5.0" "-" 12.250                                        | 12250000
          512 "-" "curl/8.5.0" "198.51.100.4" "0.250" "0.248"                    | 250000
          512 "-" "curl/8.5.0" "0.250" "0.248"                                   | 248000
          512 "-" "curl/8.5.0" "9.250"                                           | -1
          512 "-" "curl/8.5.0" "9.250" rt=0.250                                  | 250000
          20 request_time=0.250 "-" "see 9.250 x" upstream_response_time=0.240   | 240000
          20 request_time=0.250 "9.250" "9.250" 10.0.0.7:80 200                  | 250000
          512 0.250 "-" "Mozilla/5.0"                                            | 250000
          512 "-" "curl/8.5.0" request_time=0.250 pipe=.                         | 250000
          20 request_time=0.250 "-" "curl" upstream_response_time=0.240 "http:/" | 240000
          512 "-" "curl/8.5.0" 12:30:09.250                                      | -1
          512 "-" "curl/8.5.0" 311 0.250 [web-80] [] 10.1.2.3:80 512 0.248 200 d | 250000
          512 "-" "curl/8.5.0" 0.250123                                          | 250123
          512 0.250                                                              | 250000
          512 "-" "curl/8.5.0"                                                   | -1
          512 "-" "9.250"                                                        | -1
          512 "9.250" "9.250"                                                    | -1
          512 "-" "agent \\" rt=9.250"                                           | -1
          512 "-" "curl/8.5.0" "-"                                               | -1
          512 "-" "curl/8.5.0" 1798761600.250                                    | -1
          512 "-" "curl/8.5.0" 2.31 10.0.250 v0.250 0.250min                     | -1
          512 "-" "curl/8.5.0" 42 "shop@docker" "http://10.1.2.3:80" 250ms       | 250000
          512 "-" "curl/8.5.0" 0.250ms                                           | 250
          512 "-" "curl/8.5.0" 2.5 s                                             | 2500000
          512 "-" "curl/8.5.0" duration_ms=12.5                                  | 12500
          512 "-" "curl/8.5.0" D=250017 M=250 status=503                         | 250017
          512 "-" "curl/8.5.0" status=503 bytes=512                              | -1
          512 "-" "12ms"                                                         | -1
          512 "-" "curl/8.5.0" 999999999999999ms                                 | -1
          512 "-" "curl/8.5.0" 250000                                            | -1
          512 "-" "curl/8.5.0" 0.640 0.640 .                                     | 640000
          9.250                                                                  | -1
          """)
  void isReadFromWhatTheFormatAppends(String tail, long micros) {
    assertThat(
            micros("203.0.113.9 - - [02/Mar/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 200 " + tail))
        .isEqualTo(micros);
  }

  @Test
  void anUpgradedConnectionLastsAsLongAsItIsUsed() {
    assertThat(
            micros("203.0.113.9 - - [02/Mar/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 101 9 640.020"))
        .isEqualTo(RequestTime.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"250000,250000", "0,0", "0.250000,250000", "99999999999999,-1", "<7>,-1"})
  void wholeNumberAtTheEndOfGunicornsLineIsMicroseconds(String tail, long micros) {
    parse(" - - [02/Mar/2026:09:00:00 +0000] \"GET / HTTP/1.0\" 200 12 \"-\" \"curl\" " + tail);
    assertThat(event.format).isEqualTo(LineFormat.GUNICORN_ACCESS);
    assertThat(RequestTime.micros(event)).isEqualTo(micros);
  }

  @ParameterizedTest
  @CsvSource({
    "/static/a/b,true",
    "/site.css?v=3,true",
    "/img/logo.WEBP,false",
    "/img/logo.webp,true",
    "/favicon.ico,true",
    "/report.json,false",
    "/,false",
    "/a.b/c,false",
    "/ask?file=x.css,false",
    "/.,false"
  })
  void filesAreToldFromRoutes(String target, boolean file) {
    parse("203.0.113.9 - - [02/Mar/2026:09:00:00 +0000] \"GET " + target + " HTTP/1.1\" 200 5");
    assertThat(StaticFiles.asks(event)).isEqualTo(file);
  }

  private long micros(String line) {
    parse(line);
    assertThat(event.format).isEqualTo(LineFormat.NGINX_ACCESS);
    return RequestTime.micros(event);
  }

  private void parse(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    new LineParser(ZoneOffset.UTC).parse(bytes, 0, bytes.length, event);
  }
}

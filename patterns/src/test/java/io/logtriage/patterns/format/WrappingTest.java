package io.logtriage.patterns.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrappingTest {
  private static final long ARRIVAL = Instant.parse("2026-03-01T09:30:00Z").toEpochMilli();

  private final Wrapping wrapping = new Wrapping(ZoneOffset.UTC);
  private final LineParser parser = new LineParser(ZoneOffset.UTC);
  private final ParsedEvent event = new ParsedEvent();

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          web_1  | [2026-03-01 09:05:07 +0000] [7] [ERROR] broke         ; GUNICORN_ERROR; ERROR   ; broke
          shop-web-1 | 2026/03/01 09:05:07 [error] 7#7: *1 connect()     ; NGINX_ERROR   ; ERROR   ; connect()
          ~\u001b[33mweb_1  |\u001b[0m ERROR:shop:broke~                 ; PYTHON        ; ERROR   ; broke
          Mar  1 09:05:07 web-1 nginx[44]: nginx: [emerg] bind() failed  ; NGINX_ERROR   ; CRITICAL; bind() failed
          <27>Mar  1 09:05:07 web-1 shop: ERROR:shop:broke               ; PYTHON        ; ERROR   ; broke
          Mar 01 09:05:07 web-1 gunicorn.wsgi.error: [7] WORKER TIMEOUT  ; GUNICORN_ERROR; UNKNOWN ; WORKER TIMEOUT
          2026-03-01T09:05:07+00:00 web-1 shop[7]: ERROR:shop:broke      ; PYTHON        ; ERROR   ; broke
          2026-03-01T09:05:07.123456+00:00 app[web.1]: ERROR:shop:broke  ; PYTHON        ; ERROR   ; broke
          2026-03-01T09:05:07.123456789Z ERROR:shop:broke                ; PYTHON        ; ERROR   ; broke
          2026-03-01T09:05:07.123456789+01:00 stderr F ERROR:shop:broke  ; PYTHON        ; ERROR   ; broke
          2026-03-01T09:05:07.12Z stdout F ERROR:shop:broke              ; PYTHON        ; ERROR   ; broke
          2026-03-01T09:05:07Z stderr P ERROR:shop:broke                 ; PYTHON        ; ERROR   ; broke
          2026-03-01 09:05:07.123456789  ERROR:shop:broke                ; PYTHON        ; ERROR   ; broke
          2026-03-01 09:05:07.123456789  2026/03/01 09:05:07 [crit] 7#7: *1 open(); NGINX_ERROR; CRITICAL; open()
          2026-03-01_09:05:07.12345 ERROR:shop:broke                     ; PYTHON        ; ERROR   ; broke
          2026-03-01T09:05:07.12+0000 [APP/PROC/WEB/0] ERR ERROR:shop:broke; PYTHON      ; ERROR   ; broke
          2026-03-01T09:05:07.123+0000 [APP/PROC/WEB/0] STDERR ERROR:shop:broke; PYTHON  ; ERROR   ; broke
          2026-03-01T09:05:07.12-0800 [App/0]      OUT [2026-03-01 09:05:07 +0000] [7] [ERROR] broke; GUNICORN_ERROR; ERROR; broke
          web-5c9f shop 2026-03-01T09:05:07.123456789+01:00 ERROR:shop:broke; PYTHON     ; ERROR   ; broke
          [pod/web-5c9f/shop] ERROR:shop:broke                           ; PYTHON        ; ERROR   ; broke
          web-5c9f-x2x shop [2026-03-01 09:05:07 +0000] [7] [ERROR] broke; GUNICORN_ERROR; ERROR ; broke
          web-5c9f-x2x shop 2026-03-01 09:05:07,120 ERROR broke          ; PYTHON        ; ERROR   ; broke
          web-5c9f-x2x shop {"level":"error","msg":"broke"}              ; PYTHON        ; ERROR   ; broke
          [pod/web-5c9f/shop] 2026-03-01T09:05:07.123456789Z ERROR:shop:broke; PYTHON    ; ERROR   ; broke
          2026-03-01T09:05:07.1234567Z [2026-03-01 09:05:07 +0000] [7] [ERROR] broke; GUNICORN_ERROR; ERROR; broke
          2026-03-01T09:05:07.1234567Z ##[error]broke                    ; PYTHON        ; ERROR   ; broke
          Mär 01 09:05:07 web-1 shop[7]: ERROR:shop:broke                ; PYTHON        ; ERROR   ; broke
          févr. 28 09:05:07 web-1 gunicorn[7]: [7] broke                 ; GUNICORN_ERROR; UNKNOWN ; broke
          дек 01 09:05:07 web-1 shop[7]: ERROR:shop:broke                ; PYTHON        ; ERROR   ; broke
          ~ 3月 01 09:05:07 web-1 shop[7]: ERROR:shop:broke~              ; PYTHON        ; ERROR   ; broke
          > web_1  | ERROR:shop:broke                                    ; PYTHON        ; ERROR   ; broke
          gunicorn stderr | [2026-03-01 09:05:07 +0000] [7] [ERROR] broke; GUNICORN_ERROR; ERROR   ; broke
          {"log":"ERROR:shop:broke\\n","stream":"stderr","time":"2026-03-01T09:05:07.1Z"}; PYTHON; ERROR; broke
          {"MESSAGE":"ERROR:shop:broke","PRIORITY":"6","__REALTIME_TIMESTAMP":"1"}; PYTHON ; ERROR   ; broke
          {"time":"2026-03-01T09:05:07Z","level":"error","msg":"broke"}  ; PYTHON        ; ERROR   ; broke
          {"levelname":"WARNING","message":"broke","asctime":"2026-03-01 09:05:07,100"}; PYTHON; WARNING; broke
          {"log":"{\\"level\\":50,\\"msg\\":\\"broke\\"}\\n","stream":"stdout"}; PYTHON; ERROR; broke
          web_1 | Mar  1 09:05:07 web-1 shop[7]: \u001b[1mERROR: broke   ; PYTHON        ; ERROR   ; broke
          """)
  void takesLayersOff(String line, LineFormat format, Level level, String message) {
    assertThat(unwrap(line)).isTrue();
    assertThat(wrapping.parse(parser, event)).isTrue();
    assertThat(event.format).isEqualTo(format);
    assertThat(event.level).isEqualTo(level);
    assertThat(new String(event.bytes, event.messageFrom, event.to - event.messageFrom, UTF_8))
        .isEqualTo(message);
  }

  @Test
  void timeAndPidOfTheLayerCountWhereTheLineHasNone() {
    assertThat(unwrap("Mar  1 09:05:07 web-1 shop[7]: broke")).isTrue();
    assertThat(wrapping.parse(parser, event)).isFalse();
    assertThat(Instant.ofEpochMilli(event.time)).isEqualTo(Instant.parse("2026-03-01T09:05:07Z"));
    assertThat(event.pid).isEqualTo(7);
  }

  @Test
  void yearIsTheLastOneThatIsNotInTheFuture() {
    unwrap("Dec 31 23:59:59 web-1 shop: broke");
    wrapping.parse(parser, event);
    assertThat(Instant.ofEpochMilli(event.time)).isEqualTo(Instant.parse("2025-12-31T23:59:59Z"));
  }

  @Test
  void writersAreToldApart() {
    unwrap("web_1  | x");
    int web = wrapping.origin();
    unwrap("db_1   | x");
    assertThat(wrapping.origin()).isNotEqualTo(web).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain words",
        "  | ValueError: in a group",
        "2026-03-01T09:05:07Z ERROR shop: broke",
        "2026-03-01 09:05:07 web-1 shop: broke",
        "2026-03-01T09:05:07.123456Z broke",
        "2026-03-01T09:05:07.123456789",
        "Mar 32 09:05:07 web-1 shop: broke",
        "Mar 1",
        "Foo 01 09:05:07 web-1 shop: broke",
        "ERROR    | shop:run:12 - broke",
        "two words [not a date] behind them",
        "2026-03-01T09:05:07.1234567+01:00 broke",
        "Mar  1 09:05:07 ",
        "<",
      })
  void leavesOtherLinesAlone(String line) {
    assertThat(unwrap(line)).isFalse();
  }

  private boolean unwrap(String line) {
    byte[] padded = ("x" + line + "x").getBytes(UTF_8);
    return wrapping.unwrap(padded, 1, padded.length - 1, ARRIVAL);
  }
}

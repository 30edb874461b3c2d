package io.logtriage.patterns.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineParserTest {
  private final LineParser parser = new LineParser(ZoneId.of("UTC"));
  private final ParsedEvent event = new ParsedEvent();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      textBlock =
          """
          ~10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] "GET /a?b=c HTTP/1.1" 200 5 "-" "ua"~           | 10.0.0.9 | GET | /a?b=c | 200
          ~10.0.0.9 - joe [01/Mar/2026:10:05:07 +0100] "POST /x HTTP/2.0" 502 5 "-" "u" rt=0.1~      | 10.0.0.9 | POST | /x | 502
          ~10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] "GET /y HTTP/1.1" 504 0 "-" "u" "10.1.1.1"~      | 10.0.0.9 | GET | /y | 504
          ~10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] "GET /y HTTP/1.1" 200 502 "-" "u" 502 0.1 [a] []~| 10.0.0.9 | GET | /y | 200
          ~shop.example:443 ::1 - - [01/Mar/2026:09:05:07 +0000] "GET / HTTP/1.1" 301 0 "-" "u"~      | ::1 | GET | / | 301
          ~10.0.0.9 - [10.0.0.9] - - [01/Mar/2026:09:05:07 +0000] "GET / HTTP/1.1" 404 0 "-" "u"~     | 10.0.0.9 | GET | / | 404
          ~[01/Mar/2026:09:05:07 +0000] - 502 502 - GET https shop "/cart" [Client 10.0.0.9] [Length 9]~ | 10.0.0.9 | GET | /cart | 502
          ~[01/Mar/2026:09:05:07 +0000] 444 - GET https shop "/.env" [Client 10.0.0.9] [Length 0]~     | 10.0.0.9 | GET | /.env | 444
          ~[01/Mar/2026:10:05:07 +0100] shop.example 10.0.0.9 0.227 "GET /x?a HTTP/2.0" 504 125~       | - | GET | /x?a | 504
          ~[2026-03-01 09:05:07] INFO:     10.0.0.9:4711 - "GET /x HTTP/1.1" 502 Bad Gateway~         | 10.0.0.9 | GET | /x | 502
          ~10.1.1.1, 10.2.2.2 - - [01/Mar/2026:09:05:07 +0000] "GET / HTTP/1.1" 404 0 "-" "u"~        | 10.1.1.1, 10.2.2.2 | GET | / | 404
          ~    10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] "GET /in HTTP/1.1" 502 5 "-" "u"~            | 10.0.0.9 | GET | /in | 502
          ~[2026-03-01 10:05:07 +0100] [9] [INFO] 10.0.0.9:4711 - - [01/Mar/2026:10:05:07 +0100] "GET /h2 2" 500 5 "-" "u"~| 10.0.0.9 | GET | /h2 | 500
          ~2026-03-01 09:05:07 | INFO | uvicorn.access | 10.0.0.9:4711 - "GET /x HTTP/1.1" 502~       | 10.0.0.9 | GET | /x | 502
          ~10.0.0.9 [01/Mar/2026:09:05:07 +0000] "GET /i HTTP/1.1" 502 5 0.250~                       | 10.0.0.9 | GET | /i | 502
          ~10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] 0.250 "GET /t HTTP/1.1" 502 5~                   | 10.0.0.9 | GET | /t | 502
          ~ - - [01/Mar/2026:09:05:07 +0000] "GET /h HTTP/1.0" 500 5 "-" "u"~                         | - | GET | /h | 500
          ~- - [01/Mar/2026:09:05:07 +0000] "GET /h HTTP/1.0" 500 5 "-" "u"~                          | - | GET | /h | 500
          ~10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] "GET /\\"502\\" HTTP/1.1" 200 5 "-" "u"~         | 10.0.0.9 | GET | /\\"502\\" | 200
          ~10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] "GET /\\x22 502 HTTP/1.1" 200 5 "-" "u"~         | 10.0.0.9 | GET | /\\x22 502 | 200
          ~10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] "" 400 0 "-" "-"~                                | 10.0.0.9 | - | - | 400
          ~10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] "\\x16\\x03" 400 0 "-" "-"~                      | 10.0.0.9 | - | - | 400
          ~10.0.0.9 - - [01/Mar/2026 09:05:07] "GET /dev HTTP/1.1" 404 -~                             | 10.0.0.9 | GET | /dev | 404
          ~[hidden] - - [01/Mar/2026:09:05:07 +0000] "GET /x HTTP/1.1" 502 5 "-" "u"~                  | [hidden] | GET | /x | 502
          ~10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] "GET /cut-off~                                   | 10.0.0.9 | GET | /cut-off | -1
          """)
  void readsAccessLines(String line, String client, String method, String target, int status) {
    assertThat(parse(line)).isTrue();
    assertThat(event.format.isAccess()).isTrue();
    assertThat(text(event.clientFrom, event.clientTo)).isEqualTo(client);
    assertThat(text(event.methodFrom, event.methodTo)).isEqualTo(method);
    assertThat(text(event.targetFrom, event.targetTo)).isEqualTo(target);
    assertThat(event.status).isEqualTo(status);
    assertThat(event.time).isEqualTo(Instant.parse("2026-03-01T09:05:07Z").toEpochMilli());
  }

  @Test
  void requestWithoutATimeIsStrangersTextAndShowsNothing() {
    parse(
        "10.0.0.9 - - [32/Mar/2026:09:05:07 +0000] \"GET / HTTP/1.1\" 502 5 \"-\" \"[Errno 28]\"");
    assertThat(event.format.isAccess()).isTrue();
    assertThat(event.status).isEqualTo(-1);
  }

  @Test
  void accessLineOfAUnixSocketIsGunicorns() {
    parse(" - - [01/Mar/2026:09:05:07 +0000] \"GET /h HTTP/1.0\" 200 5 \"-\" \"u\"");
    assertThat(event.format).isEqualTo(LineFormat.GUNICORN_ACCESS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      nullValues = "-",
      textBlock =
          """
          [2026-03-01 09:05:07 +0000] [31] [CRITICAL] WORKER STUCK      | GUNICORN_ERROR | CRITICAL | 31 | WORKER STUCK
          time="2026-03-01T09:05:07Z" level=error msg="cannot start"    | PYTHON | ERROR | -1 | ~cannot start"~
          ts=2026-03-01T09:05:07Z caller=m.go:7 lvl=warn err="a b" msg=x | PYTHON | WARNING | -1 | ~a b" msg=x~
          2026-03-01 09:05:07 [31] [INFO] Starting                      | GUNICORN_ERROR | INFO     | 31 | Starting
          [2026-03-01 09:05:07] [31] [WARNING] no zone                  | GUNICORN_ERROR | WARNING  | 31 | no zone
          2026/03/01 09:05:07 [error] 7#9: *44 connect() failed         | NGINX_ERROR    | ERROR    | 7  | connect() failed
          ~  2026/03/01 09:05:07 [error] 7#9: indented~                 | NGINX_ERROR    | ERROR    | 7  | indented
          2026/03/01 09:05:07 [emerg] 1#1: bind() failed                | NGINX_ERROR    | CRITICAL | 1  | bind() failed
          2026/03/01 09:05:07 [notice] 1#1: start                       | NGINX_ERROR    | INFO     | 1  | start
          [2026-03-01 09:05:07,000] ERROR in app: Exception on /x [GET] | PYTHON         | ERROR    | -1 | Exception on /x [GET]
          2026-03-01 09:05:07,000 INFO [shop] [pid 19] saved it         | PYTHON         | INFO     | 19 | saved it
          2026-03-01 09:05:07,000 - werkzeug - WARNING - careful        | PYTHON         | WARNING  | -1 | careful
          2026-03-01 09:05:07 ERROR shop broke                          | PYTHON         | ERROR    | -1 | shop broke
          [ERROR] shop 2026-03-01 09:05:07,000: broke                   | PYTHON         | ERROR    | -1 | broke
          2026-03-01T09:05:07.000Z WARN broke                           | PYTHON         | WARNING  | -1 | broke
          2026-03-01T10:05:07.000000+01:00 [error    ] broke            | PYTHON         | ERROR    | -1 | broke
          ~2026-03-01 09:05:07.000 | ERROR    | shop:run:12 - broke~    | PYTHON         | ERROR    | -1 | shop:run:12 - broke
          [2026-03-01 09:05:07,000: ERROR/ForkPoolWorker-1] broke       | PYTHON         | ERROR    | -1 | broke
          [2026-03-01 09:05:07,000] {jobs.py:12} ERROR - broke          | PYTHON         | ERROR    | -1 | broke
          ERROR 2026-03-01 09:05:07,000 shop 12 broke                   | PYTHON         | ERROR    | -1 | shop 12 broke
          [2026-03-01 09:05:07] app.ERROR: broke {"a":1} []             | PYTHON         | ERROR    | -1 | broke {"a":1} []
          err log: 2026/03/01 09:05:07 [crit] 7#9: *4 x                 | NGINX_ERROR    | CRITICAL | 7  | x
          [2026-03-01 09:05:07,000 - shop - 241][WARNING] [none] no     | PYTHON         | WARNING  | -1 | no
          2026-03-01 09:05:07 an ordinary sentence                      | TEXT           | UNKNOWN  | -1 | an ordinary sentence
          ~2026-03-01 09:05:07 | ERROR | shop.pages | broke~            | PYTHON         | ERROR    | -1 | broke
          2026-03-01 09:05.07 [error    ] broke                         | PYTHON         | ERROR    | -1 | broke
          20260301 09:05:07 ERROR broke                                 | PYTHON         | ERROR    | -1 | broke
          1772355907.000 ERROR broke                                    | PYTHON         | ERROR    | -1 | broke
          Sun Mar  1 09:05:07 2026 - ERROR - broke                      | PYTHON         | ERROR    | -1 | broke
          [Sun Mar 01 09:05:07.000123 2026] [proxy:error] [pid 17:tid 4] broke| PYTHON   | ERROR    | 17 | broke
          [Sun Mar 01 09:05:07 2026] [error] broke                      | PYTHON         | ERROR    | -1 | broke
          [E 260301 09:05:07 db:17] broke                               | PYTHON         | ERROR    | -1 | broke
          [W 2026-03-01 09:05:07.000 ServerApp] broke                   | PYTHON         | WARNING  | -1 | broke
          ERROR - 2026-03-01 09:05:07,000 - broke                       | PYTHON         | ERROR    | -1 | broke
          2026-03-01 09:05:07,000 ERROR [Errno 13] no                   | PYTHON         | ERROR    | -1 | [Errno 13] no
          """)
  void readsDatedHeads(String line, LineFormat format, Level level, long pid, String message) {
    assertThat(parse(line)).isTrue();
    assertThat(event.format).isEqualTo(format);
    assertThat(event.level).isEqualTo(level);
    assertThat(event.pid).isEqualTo(pid);
    assertThat(text(event.messageFrom, event.to)).isEqualTo(message);
    assertThat(Instant.ofEpochMilli(event.time)).isEqualTo(Instant.parse("2026-03-01T09:05:07Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ERROR:shop:Exception on / [GET]              | PYTHON      | ERROR    | Exception on / [GET]
          WARNING: careful now                         | PYTHON      | WARNING  | careful now
          INFO  [alembic.migration] step               | PYTHON      | INFO     | step
          09:05:07 [Q] ERROR Failed to send            | PYTHON      | ERROR    | Failed to send
          09:05:07,123 - WARNING - careful now         | PYTHON      | WARNING  | careful now
          [09:05:07] CRITICAL careful now              | PYTHON      | CRITICAL | careful now
          [03/01/26 09:05:07] ERROR    careful now     | PYTHON      | ERROR    | careful now
          03/01/2026 09:05:07 AM ERROR careful now     | PYTHON      | ERROR    | careful now
          01-03-2026 09:05:07 - ERROR - careful now    | PYTHON      | ERROR    | careful now
          E0301 09:05:07.123456   17 db.py:8] careful  | PYTHON      | ERROR    | careful
          ##[error]Process completed                   | PYTHON      | ERROR    | Process completed
          ~ERROR    | shop.pages:save:17 - careful~    | PYTHON      | ERROR    | shop.pages:save:17 - careful
          nginx: [emerg] bind() to 0.0.0.0:80 failed   | NGINX_ERROR | CRITICAL | bind() to 0.0.0.0:80 failed
          [error] 7#9: *44 connect() failed            | NGINX_ERROR | ERROR    | connect() failed
          12 [error] 7#9: *44 connect() failed         | NGINX_ERROR | ERROR    | connect() failed
          nginx: configuration file x test failed      | NGINX_ERROR | UNKNOWN  | configuration file x test failed
          E0301 09:05:07.123456    7 sync.go:73] broke | PYTHON      | ERROR    | broke
          ERRO[0012] broke                             | PYTHON      | ERROR    | broke
          INFO[2026-03-01T09:05:07Z] starts            | PYTHON      | INFO     | starts
          level=info msg=starts                        | PYTHON      | INFO     | starts
          ~level=info msg="time=now level=error msg=\\"broke"~ | PYTHON | ERROR  | ~broke"~
          """)
  void readsUndatedHeads(String line, LineFormat format, Level level, String message) {
    assertThat(parse(line)).isTrue();
    assertThat(event.format).isEqualTo(format);
    assertThat(event.level).isEqualTo(level);
    assertThat(event.time).isEqualTo(ParsedEvent.NO_TIME);
    assertThat(text(event.messageFrom, event.to)).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "plain words",
        "Error: lower case is English",
        "time=now is not a level",
        "t=3 level=high msg=x",
        "E1234 is a number of a part",
        "ERRORS are counted here",
        "  File \"/srv/shop.py\", line 3, in run",
        "[SQL: INSERT INTO t VALUES (1)]",
        "2026-13-01 09:05:07,000 ERROR month thirteen",
        "2026-02-30 09:05:07,000 ERROR day thirty",
        "2026-03-01 24:05:07,000 ERROR hour twenty-four",
        "0000-00-00 00:00:00 ERROR no date at all",
        "a - b - c [not a date]",
        "[",
        "-",
        "- ",
        " - -",
        "1.2.3.4 - - [",
        "nginx:",
        "[2026-03-01 09:05",
        "09:05:07 the kettle was on",
        "[09:05:07 ERROR never closed",
        "Sun Mar  1 09:05:07 26 ERROR year of two digits",
        "[E 260332 09:05:07 db:17] day thirty-two",
        "E0301 09:05:07.123456 17 db.py:8 never closed",
        "Excellent news from the kitchen, and more of it]",
        "a=b c=d the level is not said",
        "level=up msg=x",
        "1.2.3.4 \"GET / HTTP/1.1\" is what they sent",
      })
  void leavesEverythingElseAsText(String line) {
    assertThat(parse(line)).isFalse();
    assertThat(event.format).isEqualTo(LineFormat.TEXT);
    assertThat(event.level).isEqualTo(Level.UNKNOWN);
    assertThat(event.time).isEqualTo(ParsedEvent.NO_TIME);
  }

  @Test
  void developmentServersAccessLineBehindALogHeadIsAnAccessLine() {
    parse("INFO:werkzeug:10.0.0.9 - - [01/Mar/2026 09:05:07] \"GET /502 HTTP/1.1\" 200 -");
    assertThat(event.format).isEqualTo(LineFormat.GUNICORN_ACCESS);
    assertThat(event.status).isEqualTo(200);
  }

  @Test
  void marksATracebackThatBeginsInTheLine() {
    parse("[2026-03-01 09:05:07 +0000] [3] [ERROR] oops Traceback (most recent call last):");
    assertThat(event.traceback).isTrue();
  }

  private boolean parse(String line) {
    byte[] padded = ("x" + line + "x").getBytes(UTF_8);
    return parser.parse(padded, 1, padded.length - 1, event);
  }

  private String text(int from, int to) {
    return from < 0 ? null : new String(event.bytes, from, to - from, UTF_8);
  }
}

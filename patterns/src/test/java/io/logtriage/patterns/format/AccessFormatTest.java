package io.logtriage.patterns.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessFormatTest {
  private static final Instant TIME = Instant.parse("2026-03-01T09:05:07Z");
  private static final String PIECES =
      """
      log_format  timed  '$time_iso8601|$remote_addr|$request_method|$host|$uri'
                         '|$status|$body_bytes_sent|$request_time'
                         '|$upstream_response_time|$upstream_addr|$upstream_status';
      """;

  private final ParsedEvent event = new ParsedEvent();

  @Test
  void nginxDirectiveOfSeveralPiecesIsTakenApart() {
    read(
        PIECES,
        "2026-03-01T10:05:07+01:00|10.0.0.9|GET|shop.example|/cart/7|502|157|3.204"
            + "|3.000, 0.204|10.1.0.1:8000, 10.1.0.2:8000|504, 502");
    assertThat(event.format).isEqualTo(LineFormat.NGINX_ACCESS);
    assertThat(Instant.ofEpochMilli(event.time)).isEqualTo(TIME);
    assertThat(text(event.clientFrom, event.clientTo)).isEqualTo("10.0.0.9");
    assertThat(text(event.methodFrom, event.methodTo)).isEqualTo("GET");
    assertThat(text(event.targetFrom, event.targetTo)).isEqualTo("/cart/7");
    assertThat(event.status).isEqualTo(502);
    assertThat(RequestTime.micros(event)).isEqualTo(3_000_000);
    assertThat(details())
        .containsOnly(
            Map.entry("http.response.body.bytes", "157"),
            Map.entry("url.domain", "shop.example"),
            Map.entry("upstream.address", "10.1.0.1:8000, 10.1.0.2:8000"),
            Map.entry("upstream.status", "504, 502"));
  }

  @Test
  void gunicornsFormatIsTakenApart() {
    read(
        "access_log_format = '%(h)s %(t)s \"%(r)s\" %(s)s %(D)s %(L)s %({x-forwarded-for}i)s'",
        "10.0.0.9 [01/Mar/2026:09:05:07 +0000] \"POST /pay?x=1 HTTP/1.1\" 500 1250017 1.250017"
            + " 203.0.113.4, 10.0.0.1");
    assertThat(event.format).isEqualTo(LineFormat.GUNICORN_ACCESS);
    assertThat(Instant.ofEpochMilli(event.time)).isEqualTo(TIME);
    assertThat(text(event.targetFrom, event.targetTo)).isEqualTo("/pay?x=1");
    assertThat(text(event.clientFrom, event.clientTo)).isEqualTo("10.0.0.9");
    assertThat(event.status).isEqualTo(500);
    assertThat(RequestTime.micros(event)).isEqualTo(1_250_017);
  }

  /** A format, a line of it; client, target, status and microseconds. */
  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '~',
      nullValues = "none",
      textBlock =
          """
          $remote_addr [$time_local] "$request" $status $request_time ^ 10.0.0.9 [01/Mar/2026:09:05:07 +0000] "GET /a HTTP/1.1" 200 0.250 ^ 10.0.0.9 ^ /a ^ 200 ^ 250000
          ${remote_addr} $msec $status ${request_uri} ^ 10.0.0.9 1772355907.000 404 /a b?c ^ 10.0.0.9 ^ /a b?c ^ 404 ^ -1
          "$request" $status $remote_addr ^ "GET /a\\"b HTTP/1.1" 499 ::1 ^ ::1 ^ /a\\"b ^ 499 ^ -1
          $status $request [$time_local] ^ 200 GET /a b HTTP/1.1 [01/Mar/2026:09:05:07 +0000] ^ none ^ /a b ^ 200 ^ -1
          $time_iso8601 $status $scheme://$host$request_uri $upstream_response_time $request_time ^ 2026-03-01T09:05:07+00:00 200 https://shop.example/a?b 0.100 : 0.200, 0.300 9.000 ^ none ^ /a?b ^ 200 ^ 300000
          $http_x_forwarded_for $status $upstream_response_time ^ 203.0.113.4, 10.0.0.1 200 - ^ 203.0.113.4, 10.0.0.1 ^ none ^ 200 ^ -1
          $remote_addr $status $upstream_response_time $request_time ^ 10.0.0.9 200 - 0.004 ^ 10.0.0.9 ^ none ^ 200 ^ 4000
          {"t":"$time_iso8601","c":"$remote_addr","r":"$request","s":$status,"d":"$request_time"} ^ {"t":"2026-03-01T09:05:07+00:00","c":"10.0.0.9","r":"GET /\\"a\\" HTTP/1.1","s":503,"d":"1.500"} ^ 10.0.0.9 ^ /\\"a\\" ^ 503 ^ 1500000
          %(t)s %(m)s %(U)s?%(q)s %(H)s %(s)s %(M)s ^ [01/Mar/2026:09:05:07 +0000] GET /a?b=c HTTP/1.1 200 250 ^ none ^ /a ^ 200 ^ 250000
          %(h)s %(t)s%(p)s "%(r)s" %(s)s %(T)s %(D)s ^ ~ [01/Mar/2026:09:05:07 +0000]<7> "GET / HTTP/1.0" 200 3 3250000~ ^ none ^ / ^ 200 ^ 3250000
          100%% %(s)s %(r)s ^ 100% 200 GET / HTTP/1.1 ^ none ^ / ^ 200 ^ -1
          """)
  void readsEachValueInItsPlace(
      String format, String line, String client, String target, int status, long micros) {
    read(format, line);
    assertThat(text(event.clientFrom, event.clientTo)).isEqualTo(client);
    assertThat(text(event.targetFrom, event.targetTo)).isEqualTo(target);
    assertThat(event.status).isEqualTo(status);
    assertThat(RequestTime.micros(event)).isEqualTo(micros);
  }

  @Test
  void textOfStrangersMovesNoValue() {
    String format = "$remote_addr \"$request\" \"$http_user_agent\" $status $request_time";
    read(format, "10.0.0.9 \"GET / HTTP/1.1\" \"a \\\" 502 9.000\" 200 0.001");
    assertThat(event.status).isEqualTo(200);
    read(format, "10.0.0.9 \"GET /?\\x22 502 9.000 HTTP/1.1\" \"\\\\\" 200 0.001");
    assertThat(event.status).isEqualTo(200);
    assertThat(details()).containsEntry("user_agent.original", "\\\\");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.9",
        "10.0.0.9|200",
        "10.0.0.9|2xx|/",
        "10.0.0.9|2000|/",
        "web-1  | 10.0.0.9|200|/",
        "2026/03/01 09:05:07 [error] 7#7: *44 failed|200|/",
      })
  void linesThatDifferAreLeftToTheOtherFormats(String line) {
    LineParser parser =
        new LineParser(ZoneOffset.UTC, List.of(AccessFormat.parse("$remote_addr|$status|$uri")));
    byte[] bytes = line.getBytes(UTF_8);
    parser.parse(bytes, 0, bytes.length, event);
    assertThat(event.format.isAccess()).isFalse();
    assertThat(event.details).isNull();
    assertThat(event.clientFrom).isEqualTo(-1);
    if (line.contains("[error]")) {
      assertThat(event.format).isEqualTo(LineFormat.NGINX_ERROR);
    }
  }

  @Test
  void lineOfTheBuiltInLayoutIsReadBesideAGivenFormat() {
    LineParser parser =
        new LineParser(ZoneOffset.UTC, List.of(AccessFormat.parse("$status|$uri|")));
    byte[] bytes =
        "10.0.0.9 - - [01/Mar/2026:09:05:07 +0000] \"GET / HTTP/1.1\" 502 5".getBytes(UTF_8);
    parser.parse(bytes, 0, bytes.length, event);
    assertThat(event.status).isEqualTo(502);
  }

  @Test
  void referrerTellsWhetherAPageAskedForIt() {
    String format = "$uri $status '$http_referer'";
    read(format, "/a.css 404 '-'");
    assertThat(AccessTail.mayBeReferred(event)).isFalse();
    read(format, "/a.css 404 'https://shop.example/'");
    assertThat(AccessTail.mayBeReferred(event)).isTrue();
    read("$uri $status", "/a.css 404");
    assertThat(AccessTail.mayBeReferred(event)).isTrue();
  }

  /** What is wrong with it, from where on (counted from 1), and what to do. */
  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '~',
      textBlock =
          """
          ~~                                                   ^ at character 1: no variable; expected nginx's log_format
          nothing in it                                        ^ at character 1: no variable
          $remote_addr $request                                ^ at character 22: the format does not log the status; add $status
          %(h)s %(r)s                                          ^ at character 12: the format does not log the status; add %(s)s
          $status $                                            ^ at character 9: a $ without a variable's name
          $status${a                                           ^ at character 8: a $ without a variable's name
          $status$request_time                                 ^ at character 8: status and request_time stand next to each other
          %(s)s %(Z)s                                          ^ at character 7: gunicorn has no atom 'Z'; it knows B D H L M
          %(s)s %h                                             ^ at character 7: a % without an atom
          log_format main '$status' "$uri                      ^ at character 27: the quote " is not closed
          log_format main '$status $';                         ^ at character 26: a $ without a variable's name
          log_format main $status;                             ^ at character 1: expected log_format NAME [escape=json] 'FORMAT'
          log_format main '$status'; access_log x main;        ^ at character 26: found ';', expected a text in quotes or the end
          """)
  void refusesWhatItCannotUse(String directive, String message) {
    assertThatThrownBy(() -> AccessFormat.parse(directive))
        .isInstanceOf(AccessFormatException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log_format a escape=json '{\"s\":$status,\\'u\\':\"$uri\"}';",
        "$status \\x '$uri'\t|",
        "%(s)s \"%(r)s\" 'it'",
        "access_log_format = ('%(s)s ' \"'%(r)s'\")",
        "--access-logformat '%(s)s'"
      })
  void directiveInOneLineIsTheSameFormat(String given) {
    AccessFormat format = AccessFormat.parse(given);
    assertThat(format.directive()).doesNotContain("\n").doesNotContain("\t");
    assertThat(AccessFormat.parse(format.directive())).isEqualTo(format);
    FormatHint hint = new FormatHint("gunicorn.error", List.of(format, format));
    assertThat(FormatHint.of(hint.text())).isEqualTo(hint);
  }

  @Test
  void hintsOfLaterVersionsAreLeftOut() {
    assertThat(FormatHint.of("nginx.access\nlog_format x $what;\nnew thing").formats()).isEmpty();
    assertThat(FormatHint.of("nginx.access").dataset()).isEqualTo("nginx.access");
    assertThat(FormatHint.of(null).text()).isNull();
  }

  private void read(String directive, String line) {
    byte[] bytes = ("x" + line + "x").getBytes(UTF_8);
    event.reset(bytes, 1, bytes.length - 1);
    AccessFormatReader reader = new AccessFormatReader(new TimeParser(ZoneOffset.UTC));
    assertThat(reader.read(AccessFormat.parse(directive), bytes, 1, bytes.length - 1, event))
        .isTrue();
  }

  private Map<String, String> details() {
    Map<String, String> details = new TreeMap<>();
    event.details.forEach((field, from, to) -> details.put(field, text(from, to)));
    return details;
  }

  private String text(int from, int to) {
    return from < 0 ? null : new String(event.bytes, from, to - from, UTF_8);
  }
}

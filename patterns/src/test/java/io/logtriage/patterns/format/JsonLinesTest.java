package io.logtriage.patterns.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {
  private final JsonLines json = new JsonLines(new TimeParser(ZoneOffset.UTC));

  @Test
  void messageErrorAndTracebackStandOnLinesOfTheirOwn() {
    assertThat(
            read(
                """
                {"ts": 1772356507.12, "severity": "Error", "msg": "said \\"no\\"\\tthen",
                 "error": {"code": 7, "message": "refused"}, "exc_info": "Traceback:\\nOSError: x"}"""))
        .isTrue();
    assertThat(text()).isEqualTo("said \"no\"\tthen\nrefused\nTraceback:\nOSError: x");
    assertThat(json.levelOf()).isEqualTo(Level.ERROR);
    assertThat(Instant.ofEpochMilli(json.timeOf())).isEqualTo("2026-03-01T09:15:07.120Z");
  }

  @Test
  void accessObjectsBecomeAccessLines() {
    assertThat(
            read(
                """
                {"time_iso8601":"2026-03-01T09:05:07+01:00","remote_addr":"192.0.2.7","request_method":"GET",
                 "request_uri":"/static/a.css","status":404,"http_referer":"https://shop.example/",
                 "request_time":12.5}"""))
        .isTrue();
    ParsedEvent event = new ParsedEvent();
    json.access(event);
    assertThat(event.status).isEqualTo(404);
    assertThat(part(event.methodFrom, event.methodTo)).isEqualTo("GET");
    assertThat(part(event.targetFrom, event.targetTo)).isEqualTo("/static/a.css");
    assertThat(part(event.clientFrom, event.clientTo)).isEqualTo("192.0.2.7");
    assertThat(AccessTail.mayBeReferred(event)).isTrue();
    assertThat(RequestTime.micros(event)).isEqualTo(12_500_000);
    assertThat(Instant.ofEpochMilli(event.time)).isEqualTo("2026-03-01T08:05:07Z");
  }

  @Test
  void statusBesideAMessageIsTheApplicationsOwnWord() {
    assertThat(read("{\"msg\":\"asked the bank\",\"status\":502,\"path\":\"/charge\"}")).isTrue();
    assertThat(json.isAccess()).isFalse();
  }

  @Test
  void lineThatWasCutGivesWhatItHas() {
    assertThat(read("{\"level\":\"error\",\"msg\":\"no space le")).isTrue();
    assertThat(text()).isEqualTo("no space le");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"a\":1}",
        "[{\"msg\":\"x\"}]",
        "{msg: x}",
        "{\"msg\":{\"msg\":1}}"
      })
  void leavesOtherTextAlone(String line) {
    assertThat(read(line)).isFalse();
  }

  @Property(tries = 300)
  void readsAnyBytes(@ForAll byte[] bytes) {
    byte[] line = ("{\"msg\":\"" + new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(UTF_8);
    assertThat(json.read(line, 0, line.length) || line.length < 12).isIn(true, false);
  }

  private boolean read(String line) {
    byte[] bytes = line.replace("\n", "").getBytes(UTF_8);
    return json.read(bytes, 0, bytes.length);
  }

  private String text() {
    return part(0, json.length());
  }

  private String part(int from, int to) {
    return new String(json.bytes(), from, to - from, UTF_8);
  }
}

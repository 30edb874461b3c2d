package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.format.AccessFormat;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final Source SOURCE =
      new Source("web-1", "/var/log/access.log", "shop", "shop", ZoneOffset.UTC, null);

  private final List<Finding> findings = new ArrayList<>();
  private final List<Recovery> signs = new ArrayList<>();
  private SourceEngine source = ENGINE.open(SOURCE);

  @Test
  void anAnswerOnArouteThatHadFailedIsAsign() {
    request(0, "/order/17", 502).request(5, "/order/18?from=mail", 200);

    assertThat(told()).containsExactly("bad-gateway 5");
    assertThat(signs.get(0).group()).isEqualTo(findings.get(0).group());
  }

  @ParameterizedTest
  @CsvSource({
    "/help, 200",
    "/order/7, 502",
    "/order/7, 503",
    "/order/7, 499",
    "/order/7, 408",
    "/order/7, 301",
    "/order, 200",
    "/static/order.css, 200"
  })
  void nothingElseIs(String path, int status) {
    request(0, "/order/17", 502).request(5, path, status);

    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 304, 401, 404, 422})
  void anyAnswerOfTheApplicationCounts(int status) {
    request(0, "/order/17", 502).request(5, "/order/18", status);

    assertThat(told()).containsExactly("bad-gateway 5");
  }

  @Test
  void aFileThatTheWebServerHasItselfIsNoSignThoughItFailedBefore() {
    request(0, "/static/site.css", 502).request(5, "/static/site.css", 200);

    assertThat(told()).isEmpty();
  }

  @Test
  void whatAnswersInTheSecondOfAfailureMayHaveComeBefore() {
    request(0, "/order", 502).request(0, "/order", 200).request(1, "/order", 200);

    assertThat(told()).containsExactly("bad-gateway 1");
  }

  @Test
  void oneSignAsecondIsToldForTwoMinutes() {
    request(0, "/order", 502);
    for (int i = 0; i < 1_000; i++) {
      request(1 + i / 4, "/order", 200);
    }

    assertThat(told()).hasSize(121).doesNotHaveDuplicates();
  }

  @Test
  void anotherFailureBeginsItAnew() {
    request(0, "/order", 502).request(100, "/order", 200).request(110, "/order", 502);
    request(240, "/order", 200);

    assertThat(told()).containsExactly("bad-gateway 100", "bad-gateway 240");
  }

  @Test
  void aHealthySourceWatchesNothing() {
    byte[] before = source.snapshot();
    request(0, "/order", 502).request(1, "/order", 200).request(122, "/order", 200);
    drain();

    assertThat(source.snapshot().length - before.length).isLessThan(80);
  }

  @Test
  void routesOfRequestsThatFailTooOftenAreWatchedFromTheFirstOn() {
    for (int i = 0; i < 5; i++) {
      request(i, "/pay/" + i, 500);
    }
    for (int i = 0; i < 15; i++) {
      request(5 + i, "/home", 200);
    }
    assertThat(told()).isEmpty();

    request(30, "/pay/99", 200);
    assertThat(told()).containsExactly("high-error-rate 30");
  }

  @Test
  void aFailedRequestThatShowsNoSymptomIsNotWatched() {
    request(0, "/pay", 500).request(5, "/pay", 200);

    assertThat(told()).isEmpty();
  }

  @Test
  void neitherBatchesNorRestartsChangeWhatIsTold() {
    request(0, "/order", 502).request(2, "/order", 200).request(2, "/order", 200);
    List<String> whole = told();
    source = ENGINE.open(SOURCE);
    findings.clear();
    signs.clear();
    request(0, "/order", 502).restart().request(2, "/order", 200).restart();
    request(2, "/order", 200);

    assertThat(told()).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/help                 | 10.0.0.2:8000                | true",
        "/help                 | 10.0.0.1:8000, 10.0.0.2:8000 | true",
        "/help                 | 10.0.0.9:80 : 10.0.0.2:8000  | true",
        "/help                 | 10.0.0.2:8000, 10.0.0.3:8000 | false",
        "/help                 | 10.0.0.3:8000                | false",
        "/help                 | -                            | false",
        "/static/site.css      | 10.0.0.2:8000                | false",
      })
  void anAnswerFromAnUpstreamThatHadFailedIsAsign(String path, String upstream, boolean sign) {
    Engine engine =
        ENGINE.withFormats(
            List.of(
                AccessFormat.parse(
                    "$remote_addr [$time_local] \"$request\" $status \"$upstream_addr\"")));
    source = engine.open(SOURCE);
    line("192.0.2.7 [02/Mar/2026:09:00:00 +0000] \"GET /order HTTP/1.1\" 502 \"10.0.0.2:8000\"");
    line(
        "192.0.2.7 [02/Mar/2026:09:00:05 +0000] \"GET "
            + path
            + " HTTP/1.1\" 200 \""
            + upstream
            + "\"");

    assertThat(told()).isEqualTo(sign ? List.of("bad-gateway 5") : List.of());
    assertThat(findings).hasSize(1);
  }

  @Test
  void aStartOnTheAddressThatWasInUseIsAsign() {
    line("[2026-03-02 09:00:00 +0000] [8] [ERROR] Connection in use: ('0.0.0.0', 8000)");
    line("[2026-03-02 09:00:03 +0000] [8] [INFO] Listening at: http://0.0.0.0:9000 (8)");
    assertThat(told()).isEmpty();

    line("[2026-03-02 09:00:05 +0000] [8] [INFO] Listening at: http://0.0.0.0:8000 (8)");
    assertThat(told()).containsExactly("address-in-use 5");
  }

  @Test
  void aStartAfterFailedBootsIsAsign() {
    line("[2026-03-02 09:00:00 +0000] [8] [ERROR] Reason: Worker failed to boot.");
    line("[2026-03-02 09:00:07 +0000] [9] [INFO] Listening at: unix:/run/shop.sock (9)");
    assertThat(told()).isEmpty();

    line("[2026-03-02 09:00:08 +0000] [10] [INFO] Booting worker with pid: 10");
    assertThat(told()).containsExactly("worker-boot-failed 8");
  }

  @Test
  void aWorkerThatBootsWhileTheStartFailsIsNone() {
    line("[2026-03-02 09:00:00 +0000] [8] [ERROR] Reason: Worker failed to boot.");
    line("[2026-03-02 09:00:04 +0000] [9] [INFO] Booting worker with pid: 9");

    assertThat(told()).isEmpty();
  }

  @Test
  void aStartOfAsourceThatWasWellIsNone() {
    line("[2026-03-02 09:00:07 +0000] [9] [INFO] Listening at: unix:/run/shop.sock (9)");

    assertThat(told()).isEmpty();
    assertThat(source.unmatched()).isEqualTo(1);
  }

  private RecoveryTest request(int second, String path, int status) {
    return line(
        String.format(
            "192.0.2.7 - - [02/Mar/2026:09:%02d:%02d +0000] \"GET %s HTTP/1.1\" %d 12 \"-\" \"curl/8\"",
            second / 60, second % 60, path, status));
  }

  private RecoveryTest line(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    source.line(bytes, 0, bytes.length, -1, 0);
    return this;
  }

  private RecoveryTest restart() {
    drain();
    source = ENGINE.open(SOURCE, source.snapshot());
    return this;
  }

  private List<String> told() {
    drain();
    return signs.stream()
        .map(sign -> sign.symptom() + " " + Math.floorMod(sign.time() / 1_000, 3_600L))
        .toList();
  }

  private void drain() {
    source.flush();
    source.drain(findings::add, signs::add);
  }
}

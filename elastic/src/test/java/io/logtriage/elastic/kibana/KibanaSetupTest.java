package io.logtriage.elastic.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.elastic.Credentials;
import io.logtriage.elastic.IndexNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KibanaSetupTest {
  private static final IndexNames LIVE = new IndexNames("");
  private static final Duration AT_ONCE = Duration.ZERO;
  private static final int ALL =
      (int) SavedObjects.ndjson(new ObjectNames(LIVE, null)).lines().count();

  private final StubKibana kibana = new StubKibana();
  private final List<String> told = new ArrayList<>();

  KibanaSetupTest() throws IOException {}

  @AfterEach
  void stop() {
    kibana.close();
  }

  @Test
  void everythingIsImportedOnceAndReplacedFromThenOn() {
    assertThat(importInto(settings())).isEqualTo(new KibanaOutcome(ALL, 0, 0));
    assertThat(importInto(settings())).isEqualTo(new KibanaOutcome(0, ALL, 0));

    assertThat(kibana.requests())
        .containsOnly("POST /api/saved_objects/_import?overwrite=true")
        .hasSize(2);
    assertThat(kibana.objects())
        .hasSize(ALL)
        .containsKeys(
            "default dashboard logtriage-incidents-dashboard",
            "default index-pattern logtriage-incidents");
    assertThat(told).isEmpty();
  }

  @Test
  void anotherPrefixLeavesTheObjectsOfTheFirstAlone() {
    importInto(settings());

    KibanaOutcome outcome =
        new KibanaSetup(settings()).importObjects(new IndexNames("qa-"), AT_ONCE, told::add);

    assertThat(outcome).isEqualTo(new KibanaOutcome(ALL, 0, 0));
    assertThat(kibana.objects()).hasSize(2 * ALL);
  }

  @Test
  void aSpaceIsLookedUpBeforeAnythingIsPutThere() {
    kibana.addSpace("ops");

    importInto(settings().inSpace("ops"));

    assertThat(kibana.requests())
        .containsExactly(
            "GET /api/spaces/space/ops", "POST /s/ops/api/saved_objects/_import?overwrite=true");
    assertThat(kibana.objects().keySet()).allMatch(key -> key.startsWith("ops "));
  }

  @Test
  void objectsOfSeveralSpacesKeepTheIdsThatLinksLeadTo() {
    kibana.addSpace("ops");
    kibana.addSpace("dev");

    assertThat(importInto(settings())).isEqualTo(new KibanaOutcome(ALL, 0, 0));
    assertThat(importInto(settings().inSpace("ops"))).isEqualTo(new KibanaOutcome(ALL, 0, 0));
    assertThat(importInto(settings().inSpace("dev"))).isEqualTo(new KibanaOutcome(ALL, 0, 0));
    assertThat(new KibanaLinks(settings().inSpace("ops"), LIVE).incidents())
        .endsWith("/s/ops/app/dashboards#/view/ops-logtriage-incidents-dashboard");
    assertThat(kibana.objects()).containsKey("ops dashboard ops-logtriage-incidents-dashboard");
  }

  @Test
  void objectsThatKibanaHadToGiveOtherIdsAreCounted() {
    kibana.addSpace("ops");
    kibana.holds("default", "search ops-logtriage-lines");

    assertThat(importInto(settings().inSpace("ops"))).isEqualTo(new KibanaOutcome(ALL, 0, 1));
  }

  @Test
  void aSpaceThatIsNotThereIsNotFilledUnseen() {
    assertThatThrownBy(() -> importInto(settings().inSpace("opps")))
        .isInstanceOf(KibanaFailure.class)
        .hasMessageContaining("no space 'opps'");
    assertThat(kibana.objects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"user nobody, canary-password", "API key, canary-key"})
  void credentialsAreSentAndThoseThatAreRefusedAreNamed(String who, String secret) {
    Credentials right = Credentials.password("admin", "right");
    Credentials wrong =
        who.equals("API key") ? Credentials.apiKey(secret) : Credentials.password("nobody", secret);
    kibana.wants(right.authorization().orElseThrow());

    assertThat(importInto(settings().with(right)).created()).isEqualTo(ALL);
    assertThatThrownBy(() -> importInto(settings().with(wrong)))
        .hasMessageContaining("refuses us as " + who)
        .hasMessageContaining("HTTP 401")
        .message()
        .doesNotContain(secret);
  }

  @Test
  void objectsThatAreRefusedAreToldOneByOne() {
    kibana.refuses("logtriage-guide-7", "{\"type\":\"conflict\"}");
    kibana.refuses(
        "logtriage-lines",
        """
        {"type":"missing_references","references":[{"type":"index-pattern","id":"gone"}]}""");
    kibana.refuses("logtriage-timeline", "{\"type\":\"unsupported_type\"}");
    kibana.refuses(
        "logtriage-incidents-dashboard",
        """
        {"type":"unknown","statusCode":403,"message":"Unable to create dashboard"}""");

    assertThatThrownBy(() -> importInto(settings()))
        .hasMessageContaining("took " + (ALL - 4) + " objects and refused 4:")
        .hasMessageContaining("search logtriage-guide-7: an object with that id is in the way")
        .hasMessageContaining(
            "search logtriage-lines: refers to what is not there: index-pattern gone")
        .hasMessageContaining("lens logtriage-timeline: this Kibana does not know objects of that")
        .hasMessageContaining("dashboard logtriage-incidents-dashboard: Unable to create dashboard")
        .hasMessageNotContaining("\n");
  }

  @Test
  void ofManyRefusedObjectsAFewAreTold() {
    for (int i = 1; i <= 4; i++) {
      kibana.refuses("logtriage-guide-" + i + "-1", "{\"type\":\"conflict\"}");
      kibana.refuses("logtriage-guide-" + i + "-2", "{\"type\":\"conflict\"}");
    }

    assertThatThrownBy(() -> importInto(settings())).hasMessageEndingWith("; and 3 more");
  }

  @Test
  void aKibanaThatIsStartingIsWaitedFor() {
    for (int i = 0; i < 3; i++) {
      kibana.answers(503, "Kibana server is not ready yet");
    }

    assertThat(importInto(settings()).created()).isEqualTo(ALL);
    assertThat(told)
        .containsExactly(
            "waiting for Kibana at "
                + kibana.url()
                + ": HTTP 503 (Kibana server is not ready yet)");
  }

  @Test
  void butNotForEver() {
    for (int i = 0; i < 10_000; i++) {
      kibana.answers(503, "Kibana server is not ready yet");
    }

    assertThatThrownBy(() -> importInto(settings()))
        .hasMessageContaining("is not ready after")
        .hasMessageContaining("Kibana server is not ready yet");
  }

  @Test
  void nobodyAtTheAddressIsTold() throws IOException {
    int port = freePort();

    assertThatThrownBy(() -> importInto(KibanaSettings.of("http://127.0.0.1:" + port)))
        .hasMessageContaining("http://127.0.0.1:" + port)
        .hasMessageContaining("no answer (connection refused): check that Kibana runs there");
    assertThatThrownBy(() -> importInto(KibanaSettings.of("http://nowhere.invalid:5601")))
        .hasMessageContaining("no answer (nobody knows that host)");
  }

  @Test
  void aKibanaThatComesUpLateIsFound() throws IOException {
    int port = freePort();
    List<StubKibana> late = new ArrayList<>();
    KibanaSetup setup =
        new KibanaSetup(
            KibanaSettings.of("http://127.0.0.1:" + port), AT_ONCE, Duration.ofMillis(5));

    KibanaOutcome outcome =
        setup.importObjects(LIVE, Duration.ofMinutes(1), waiting -> late.add(started(port)));

    assertThat(outcome.created()).isEqualTo(ALL);
    late.forEach(StubKibana::close);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "400;{\"message\":\"Non-unique import objects detected\"};Non-unique import",
        "403;{\"message\":\"Unable to bulk_create lens\"};Saved Objects Management",
        "404;{\"message\":\"Not Found\"};base path",
        "413;<html>Request Entity Too Large</html>;a proxy before it",
        "302;'';it sends us to /login",
        "422;{\"message\":\"belongs to a more recent version of Kibana\"};8.9 or newer",
        "500;{\"message\":\"An internal server error occurred.\"};Kibana's own log",
        "200;<html>log in</html>;not as Kibana does",
        "200;{\"cluster\":\"x\"};not as Kibana does",
      })
  void anyOtherAnswerIsToldWithWhatToDo(int status, String body, String expected) {
    kibana.answers(status, body);

    assertThatThrownBy(() -> importInto(settings()))
        .isInstanceOf(KibanaFailure.class)
        .hasMessageContaining(expected)
        .hasMessageContaining("HTTP " + status);
  }

  @Test
  void aCertificateAuthorityThatIsNoneIsToldBeforeAnythingIsSent() throws IOException {
    Path empty = Files.createTempFile("authority", ".pem");

    assertThatThrownBy(() -> new KibanaSetup(settings().withCertificateAuthority(empty)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(empty.toString());
    Files.delete(empty);
  }

  private KibanaOutcome importInto(KibanaSettings settings) {
    return new KibanaSetup(settings, Duration.ofSeconds(1), Duration.ofMillis(5))
        .importObjects(LIVE, AT_ONCE, told::add);
  }

  private KibanaSettings settings() {
    return KibanaSettings.of(kibana.url());
  }

  private static StubKibana started(int port) {
    try {
      return new StubKibana(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

package io.logtriage.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logtriage.streams.watch.DeclaredSilence;
import io.logtriage.streams.watch.WatchOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the topology tells about its own sources. */
class PipelineIncidentsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("'['yyyy-MM-dd HH:mm:ss' +0000]'").withZone(ZoneOffset.UTC);

  @TempDir Path stateDir;
  private TopologyFixture topology;

  @BeforeEach
  void start() {
    WatchOptions standard = WatchOptions.standard();
    topology =
        new TopologyFixture(
            stateDir,
            new WatchOptions(
                true,
                standard.silence(),
                standard.learning(),
                List.of(new DeclaredSilence("web-1:*", MINUTE.multipliedBy(5))),
                standard.skew()));
  }

  @AfterEach
  void stop() {
    topology.close();
  }

  @Test
  void aSourceThatIsSilentForLongerThanDeclaredIsAnIncidentUntilItSpeaksAgain() {
    topology.ship(line(topology.now()));
    pass(4);
    assertThat(topology.statuses()).isEmpty();
    pass(20);
    List<JsonNode> incidents = topology.incidents();
    JsonNode opened = incidents.get(0);
    assertThat(opened.at("/incident/symptom").asText()).isEqualTo("source-silent");
    assertThat(opened.at("/event/kind").asText()).isEqualTo("pipeline_error");
    assertThat(opened.at("/message").asText())
        .isEqualTo(TopologyFixture.KEY + ": silent for 5 min; declared: at most 5 min");
    assertThat(opened.at("/labels/deployment").asText()).isEqualTo("shop");
    assertThat(incidents).allSatisfy(document -> assertThat(status(document)).isEqualTo("open"));
    assertThat(topology.records("tagged-logs")).isEmpty();

    topology.ship(line(topology.now()));
    pass(4);
    assertThat(topology.statuses()).containsExactly("source-silent resolved");
  }

  @Test
  void whatASourceShowedBeforeItFellSilentIsNotOverForLackOfLines() {
    topology.ship(
        line(topology.now())
            .replace("[INFO] Handling signal: winch", "[CRITICAL] WORKER TIMEOUT (pid:9)"));
    pass(30);

    assertThat(topology.incidents())
        .filteredOn(document -> document.at("/incident/symptom").asText().equals("worker-timeout"))
        .last()
        .extracting(document -> document.at("/incident/resolved_by").asText())
        .isEqualTo("source-silent");
  }

  @Test
  void silenceIsNotToldWhileInputWaits() {
    topology.ship(line(topology.now()));
    topology.atEnd(false);
    pass(20);
    topology.atEnd(true);
    pass(4);
    assertThat(topology.statuses()).isEmpty();
    pass(3);
    assertThat(topology.statuses()).isNotEmpty();
  }

  @Test
  void historyHasNeitherRhythmNorSkew() {
    for (int i = 0; i < 10; i++) {
      topology.shipHistory(line(topology.now().minus(Duration.ofDays(40)).plusSeconds(10L * i)));
      topology.pass(Duration.ofSeconds(10));
    }
    pass(20);
    assertThat(topology.statuses()).isEmpty();
  }

  @Test
  void timesThatAreSteadilyOffAreAnIncident() {
    speak(13, 10, Duration.ofHours(-1));
    JsonNode opened = topology.incidents().get(0);
    assertThat(opened.at("/incident/symptom").asText()).isEqualTo("clock-skew");
    assertThat(opened.at("/message").asText())
        .contains("times are 1 h behind their arrival")
        .contains("--zone");
    speak(30, 10, Duration.ZERO);
    assertThat(topology.statuses()).last().isEqualTo("clock-skew resolved");
  }

  @Test
  void clocksThatAreAheadAreOffAsWell() {
    speak(13, 10, MINUTE.multipliedBy(7));
    assertThat(topology.incidents().get(0).at("/message").asText())
        .contains("times are 7 min ahead of their arrival")
        .doesNotContain("zone");
  }

  @Test
  void aShipperThatCatchesUpHasNoSkew() {
    for (int i = 0; i < 120; i++) {
      topology.ship(line(topology.now().minus(MINUTE.multipliedBy(60)).plusSeconds(30L * i)));
      topology.pass(Duration.ofSeconds(1));
    }
    assertThat(topology.statuses()).isEmpty();
  }

  @Test
  void linesThatAreNotUnderstoodAnyMoreAreAnIncident() {
    String[] lines = new String[300];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = i < 100 ? line(topology.now()) : "~~ " + i + " went by ~~";
    }
    topology.ship(lines);
    JsonNode opened = topology.incidents().get(0);
    assertThat(opened.at("/incident/symptom").asText()).isEqualTo("format-drift");
    assertThat(opened.at("/message").asText())
        .contains("200 of 200 events")
        .contains("gunicorn.error");
  }

  @Test
  void recordsWithoutAKeyAreOneIncidentHoweverManyTheyAre() {
    for (int i = 0; i < 50; i++) {
      topology.foreign(null, line(topology.now()).getBytes(UTF_8), new RecordHeaders());
    }
    List<JsonNode> incidents = topology.incidents();
    assertThat(incidents).hasSize(1);
    assertThat(incidents.get(0).at("/incident/symptom").asText()).isEqualTo("unkeyed-source");
    assertThat(incidents.get(0).at("/message").asText()).contains("topic logs");
  }

  @Test
  void nothingIsToldWhereNothingIsWatched() {
    topology.close();
    topology = new TopologyFixture(stateDir.resolve("other"), WatchOptions.off());
    speak(13, 10, Duration.ofHours(-1));
    topology.foreign(null, line(topology.now()).getBytes(UTF_8), new RecordHeaders());
    pass(60);
    assertThat(topology.statuses()).isEmpty();
  }

  private void speak(int times, int seconds, Duration off) {
    for (int i = 0; i < times; i++) {
      topology.ship(line(topology.now().plus(off)));
      topology.pass(Duration.ofSeconds(seconds));
    }
  }

  private void pass(int minutes) {
    for (int i = 0; i < minutes * 6; i++) {
      topology.pass(Duration.ofSeconds(10));
    }
  }

  private static String status(JsonNode document) {
    return document.at("/incident/status").asText();
  }

  private static String line(Instant time) {
    return STAMP.format(time) + " [7] [INFO] Handling signal: winch";
  }
}

package io.logtriage.patterns.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Examples;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.detect.Attempt;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExplainerTest {
  private final Engine engine = Engine.of(Catalogue.builtIn());

  @Test
  void showsFormatFieldsAndThePatternThatMatched() {
    Explanation explanation =
        Explainer.explain(
            engine, "[2026-03-02 09:30:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:4711)");

    Explanation.Event event = explanation.events().get(0);
    assertThat(event.format()).isEqualTo("gunicorn.error");
    assertThat(event.level()).isEqualTo("critical");
    assertThat(event.pid()).isEqualTo(1);
    assertThat(event.symptoms()).containsExactly("worker-timeout");
    assertThat(event.attempts())
        .anySatisfy(
            attempt -> {
              assertThat(attempt.outcome()).isEqualTo(Attempt.Outcome.MATCHED);
              assertThat(attempt.fields()).containsEntry("process.pid", "4711");
            });
  }

  @Test
  void tellsThatTheLevelKeepsAquotedErrorFromMatching() {
    Explanation explanation =
        Explainer.explain(
            engine, "2026-03-02 10:00:00,120 INFO in chat: my database is locked, please help");

    assertThat(explanation.events().get(0).symptoms()).isEmpty();
    assertThat(explanation.toText())
        .contains("sqlite-locked")
        .contains("the line's level is below the pattern's");
  }

  @Test
  void tellsHowFarThePatternGot() {
    Explanation explanation =
        Explainer.explain(
            engine, "[2026-03-02 09:30:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:unknown)");

    Attempt attempt = explanation.events().get(0).attempts().get(0);
    assertThat(attempt.outcome()).isEqualTo(Attempt.Outcome.TEXT_DIFFERS);
    assertThat(attempt.progress()).isNotNull();
    assertThat(attempt.progress().position()).isEqualTo("WORKER TIMEOUT (pid:".length());
    assertThat(attempt.progress().expected()).startsWith("%{INT:process.pid}");
  }

  @Test
  void pointsAtTheCharacterWhereThePatternStopped() {
    String text =
        Explainer.explain(
                engine, "[2026-03-02 09:30:00 +0000] [1] [ERROR] WORKER TIMED OUT (pid:7)")
            .toText();

    assertThat(text)
        .containsPattern("line {6}WORKER TIMED OUT \\(pid:7\\)\\n {25}\\^\\n")
        .contains("at character 11 of the message");
  }

  @Test
  void namesWhatStandsAroundAline() {
    Explanation.Event event =
        Explainer.explain(
                engine,
                "web-1  | Mar  2 09:00:00 host nginx[44]: 2026/03/02 09:00:00 [crit] 7#7: *1 x")
            .events()
            .get(0);

    assertThat(event.layers()).containsExactly("docker compose", "syslog or journald");
    assertThat(event.format()).isEqualTo("nginx.error");
  }

  @Test
  void tellsWhatArequestCountsFor() {
    String text =
        Explainer.explain(
                engine,
                "192.0.2.7 - - [02/Mar/2026:09:00:00 +0000] \"GET /cart/7?x HTTP/1.1\" 500 1 \"-\" \"a\"")
            .toText();

    assertThat(text)
        .contains("for high-error-rate, as a hit: found once")
        .contains("field     route = /cart/#")
        .contains("field     client.ip = 192.0.2.7");
  }

  @Test
  void tellsWhenAnIncidentOpens() {
    String line =
        "192.0.2.7 - - [02/Mar/2026:09:00:00 +0000] \"GET /static/a.css HTTP/1.1\" 404 1 \"-\" \"a\"";

    assertThat(Explainer.explain(engine, line).toText())
        .contains("opens     an incident: 5 different values of url.path within 60 s");
  }

  @Test
  void fitsAterminalAndEscapesHostileText() {
    String hostile =
        "2026-03-02 10:00:00,120 ERROR in chat: \u001b[2J\u202e\r\u0000 database is lock "
            + "x".repeat(5_000);

    assertThat(Explainer.explain(engine, hostile).toText().lines())
        .allSatisfy(
            line ->
                assertThat(line)
                    .hasSizeLessThanOrEqualTo(80)
                    .doesNotContain("\u001b", "\u202e", "\u0000", "\r"));
  }

  @Property(tries = 300)
  void explainsAnyBytes(@ForAll byte[] bytes) {
    assertThat(Explainer.explain(engine, bytes, 0).toText()).isNotNull();
  }

  @Test
  void namesTheNearestSymptomsWhenNothingStandsInTheLine() {
    Explanation explanation =
        Explainer.explain(engine, "[2026-03-02 09:30:00 +0000] [1] [ERROR] WORKER TIMED OUT");

    assertThat(explanation.events().get(0).attempts()).isEmpty();
    assertThat(explanation.events().get(0).nearest())
        .extracting(Attempt::symptom)
        .contains("worker-timeout");
  }

  @Test
  void serialisesToJson() throws Exception {
    Explanation explanation = Explainer.explain(engine, "sqlite3.OperationalError: disk I/O error");
    JsonNode json = new ObjectMapper().readTree(new ObjectMapper().writeValueAsBytes(explanation));

    assertThat(json.at("/events/0/symptoms/0").asText()).isEqualTo("sqlite-other");
  }

  @Test
  void agreesWithTheDetectorOnEveryExample() {
    for (Symptom symptom : engine.catalogue().symptoms()) {
      Examples examples = symptom.examples();
      examples.match().forEach(example -> agrees(example.text()));
      examples.noMatch().forEach(this::agrees);
      examples.nearMiss().forEach(this::agrees);
    }
  }

  private void agrees(String text) {
    for (Explanation.Event event : Explainer.explain(engine, text).events()) {
      List<String> traced =
          event.attempts().stream()
              .filter(attempt -> attempt.outcome() == Attempt.Outcome.MATCHED)
              .map(Attempt::symptom)
              .distinct()
              .toList();
      assertThat(traced).as(text).containsExactlyInAnyOrderElementsOf(event.symptoms());
    }
  }
}

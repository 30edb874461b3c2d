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

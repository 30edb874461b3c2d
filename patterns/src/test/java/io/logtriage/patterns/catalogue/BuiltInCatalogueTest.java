package io.logtriage.patterns.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BuiltInCatalogueTest {
  private final Catalogue catalogue = Catalogue.builtIn();
  private final Engine engine = Engine.of(catalogue);

  @TestFactory
  Stream<DynamicTest> everyExampleBehavesAsItsSymptomSays() {
    return catalogue.symptoms().stream()
        .map(symptom -> DynamicTest.dynamicTest(symptom.id(), () -> examplesBehave(symptom)));
  }

  @Test
  void holdsTheSymptomsThatAreThereFromTheStart() {
    assertThat(catalogue.symptoms())
        .extracting(Symptom::id)
        .contains(
            "address-in-use",
            "bad-gateway",
            "worker-timeout",
            "permission-denied",
            "socket-permission",
            "sqlite-locked",
            "sqlite-corrupt",
            "sqlite-cannot-open",
            "sqlite-other",
            "module-not-found");
  }

  @Test
  void keepsItsHashThroughBytes() {
    Catalogue copy = Catalogue.fromBytes(catalogue.toBytes());

    assertThat(copy.hash()).isEqualTo(catalogue.hash()).matches("[0-9a-f]{16}");
    assertThat(copy.symptoms()).isEqualTo(catalogue.symptoms());
    assertThat(Catalogue.of(copy.symptoms()).hash()).isEqualTo(copy.hash());
  }

  @Test
  void changesItsHashWithAnyContent() {
    Catalogue smaller = Catalogue.of(catalogue.symptoms().subList(1, 3));

    assertThat(smaller.hash()).isNotEqualTo(catalogue.hash());
  }

  @Test
  void givesEverySymptomOneRemedyPerQuestion() {
    assertThat(catalogue.symptoms())
        .allSatisfy(
            symptom -> {
              assertThat(symptom.remedy().checks()).isNotEmpty();
              assertThat(symptom.remedy().fixes()).isNotEmpty();
              assertThat(symptom.remedy().verify()).isNotEmpty();
            });
  }

  private void examplesBehave(Symptom symptom) {
    Examples examples = symptom.examples();
    for (Examples.Match example : examples.match()) {
      assertThat(findings(example.text()))
          .as(example.text())
          .anySatisfy(
              finding -> {
                assertThat(finding.symptom()).isEqualTo(symptom.id());
                assertThat(finding.fields()).containsAllEntriesOf(example.fields());
              });
    }
    Stream.concat(examples.noMatch().stream(), examples.nearMiss().stream())
        .forEach(
            text ->
                assertThat(findings(text))
                    .as(text)
                    .noneMatch(finding -> finding.symptom().equals(symptom.id())));
  }

  private List<Finding> findings(String text) {
    SourceEngine source =
        engine.open(new Source("web-1", "/a.log", "shop", "shop", ZoneOffset.UTC, null));
    text.lines()
        .map(line -> line.getBytes(StandardCharsets.UTF_8))
        .forEach(line -> source.line(line, 0, line.length, -1, 0));
    source.flush();
    List<Finding> findings = new ArrayList<>();
    source.drain(findings::add);
    return findings;
  }
}

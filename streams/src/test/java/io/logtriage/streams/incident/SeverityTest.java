package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.catalogue.Severity;
import org.junit.jupiter.api.Test;

class SeverityTest {
  private final Story story = new Story();

  @Test
  void risesWithTheRate() {
    story.at(0, "rising").at(50, "rising").at(100, "rising").at(101, "rising").at(102, "rising");
    assertThat(story.only().severity()).isEqualTo(Severity.MEDIUM);

    story.at(103, "rising");
    assertThat(story.only().severity()).isEqualTo(Severity.HIGH);
    assertThat(story.told).endsWith("updated rising 103s");
  }

  @Test
  void risesWithTheSpread() {
    story.at(0, "rising").finding(Findings.ofHost("rising", "web-2", 1), 1);

    assertThat(story.only().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void staysWhereItWasAfterwards() {
    story.at(0, "rising").finding(Findings.ofHost("rising", "web-2", 1), 1);
    story.restart().at(600, "rising").flush();

    assertThat(story.only().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void whatItRisesBySurvivesACrash() {
    story.at(0, "rising").at(1, "rising").at(2, "rising").restart().at(3, "rising");

    assertThat(story.only().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void ofAsymptomThatDeclaresNothingItStays() {
    for (int i = 0; i < 100; i++) {
      story.at(i, "disk");
    }

    assertThat(story.only().severity()).isEqualTo(Severity.CRITICAL);
  }
}

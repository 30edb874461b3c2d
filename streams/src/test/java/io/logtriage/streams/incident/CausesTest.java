package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class CausesTest {
  private final Story story = new Story();

  @Test
  void linksBothWays() {
    story.at(0, "disk").at(60, "timeout").flush();

    Incident cause = story.incident("disk");
    Incident effect = story.incident("timeout");
    assertThat(effect.cause()).isEqualTo(new Incident.Cause(cause.id(), "disk"));
    assertThat(cause.effects()).containsExactly(effect.id());
    assertThat(cause.effectCount()).isEqualTo(1);
  }

  @Test
  void anIncidentIsToldWithItsCauseWhenItOpens() {
    story.at(0, "disk").at(60, "timeout");

    assertThat(story.incident("timeout").cause()).isNotNull();
    assertThat(story.told)
        .containsExactly("opened disk 0s", "opened timeout 60s", "updated disk 0s");
  }

  @Test
  void aCauseTooLongAgoExplainsNothing() {
    story.at(0, "disk").at(121, "timeout");

    assertThat(story.incident("timeout").cause()).isNull();
  }

  @Test
  void aCauseStillActiveExplainsHoweverLongAgoItBegan() {
    story.at(0, "disk").at(250, "disk").at(300, "timeout");

    assertThat(story.incident("timeout").cause()).isNotNull();
  }

  @Test
  void aCauseThatShowsALittleLaterIsFoundThen() {
    story.at(0, "timeout").at(5, "disk");

    assertThat(story.told)
        .containsExactly("opened timeout 0s", "opened disk 5s", "updated timeout 0s");
    assertThat(story.incident("timeout").cause()).isNotNull();
  }

  @Test
  void theFirstRuleGoesBeforeTheNearestIncident() {
    story.at(0, "disk").at(10, "gateway").at(20, "timeout");

    assertThat(story.incident("timeout").cause()).extracting("symptom").isEqualTo("disk");
  }

  @Test
  void ofSeveralTheLastThatBeganBeforeIsTheCause() {
    story.finding(Findings.of("disk", "one", 0), 0).finding(Findings.of("disk", "two", 5), 5);
    story.at(10, "timeout").finding(Findings.of("disk", "three", 12), 12).flush();

    assertThat(story.incident("timeout").cause())
        .extracting(Incident.Cause::id)
        .isEqualTo(List.copyOf(story.incidents.values()).get(1).id());
  }

  @Test
  void aStormOfPossibleCausesIsNoStormOfUpdates() {
    story.finding(Findings.of("timeout", 0), 0);
    for (int i = 0; i < 500; i++) {
      story.finding(Findings.of("disk", "group-" + i, 1), 1);
    }

    assertThat(story.told).filteredOn(line -> line.contains("timeout")).hasSizeLessThan(20);
  }

  @Test
  void twoThatExplainEachOtherLinkForwardInTimeOnly() {
    story.at(0, "gateway").at(1, "timeout");

    assertThat(story.incident("gateway").cause()).isNull();
    assertThat(story.incident("timeout").cause()).extracting("symptom").isEqualTo("gateway");
  }

  @Test
  void effectsOfAMergedIncidentGoToTheSurvivor() {
    story.at(0, "disk").at(1000, "disk").at(1010, "timeout");
    story.finding(Findings.of("disk", 500), 1010).flush();

    List<Incident> incidents = List.copyOf(story.incidents.values());
    assertThat(incidents.get(2).cause())
        .isEqualTo(new Incident.Cause(incidents.get(0).id(), "disk"));
    assertThat(incidents.get(0).effects()).containsExactly(incidents.get(2).id());
  }

  @Test
  void linksSurviveACrash() {
    story.at(0, "disk").at(60, "timeout").restart().at(61, "disk").at(62, "disk").flush();

    assertThat(story.incident("disk").effectCount()).isEqualTo(1);
  }

  @Test
  void aHundredEffectsAreNamedAndAllAreCounted() {
    story.at(0, "disk");
    for (int i = 0; i < 120; i++) {
      story.finding(Findings.of("timeout", "group-" + i, 1), 1);
    }
    story.flush();

    assertThat(story.incident("disk").effects()).hasSize(100);
    assertThat(story.incident("disk").effectCount()).isEqualTo(120);
  }

  @Test
  void whatTheSameProcessExplainsIsAbsorbed() {
    story
        .finding(Findings.ofProcess("timeout", 0, "17"), 0)
        .finding(Findings.ofProcess("killed", 1, "17"), 1)
        .finding(Findings.ofProcess("killed", 2, "18"), 2)
        .restart()
        .finding(Findings.ofProcess("killed", 31, "17"), 31);

    assertThat(story.counts().absorbed()).isEqualTo(1);
    assertThat(story.tagged.get(1).incidentId()).isEqualTo(story.incident("timeout").id());
    assertThat(story.told).startsWith("opened timeout 0s", "opened killed 2s");
    assertThat(story.incidents).hasSize(2);
  }

  @Test
  void anExplanationThatComesLaterMakesOneIncidentOfTwo() {
    story.finding(Findings.ofProcess("killed", 1, "17"), 1);
    Incident killed = story.only();
    story.restart().finding(Findings.ofProcess("timeout", 0, "17"), 1);

    assertThat(story.told)
        .containsExactly("opened killed 1s", "opened timeout 0s", "merged killed 1s");
    assertThat(story.incidents.get(killed.id()).mergedInto())
        .isEqualTo(story.incident("timeout").id());
    assertThat(story.counts().absorbed()).isEqualTo(1);
    assertThat(story.counts().open()).isEqualTo(1);
    assertThat(story.store.entries.keySet()).filteredOn(k -> k.startsWith("incident/")).hasSize(1);
  }

  @Test
  void whatIsNotExplainedLaterStays() {
    story
        .finding(Findings.ofProcess("killed", 1, "17"), 1)
        .finding(Findings.ofProcess("killed", 5, "18"), 5)
        .restart()
        .finding(Findings.ofProcess("timeout", 0, "17"), 5)
        .flush();

    Incident killed = story.incident("killed");
    assertThat(killed.status()).isEqualTo(Incident.Status.OPEN);
    assertThat(killed.count()).isEqualTo(1);
    assertThat(Story.second(killed.firstSeen())).isEqualTo(5);
    assertThat(killed.message()).isEqualTo("killed at 5");
  }

  @Test
  void anExplanationOfAnotherProcessOrTimeTakesNothingBack() {
    story
        .finding(Findings.ofProcess("killed", 40, "17"), 40)
        .finding(Findings.ofProcess("timeout", 40, "18"), 40)
        .finding(Findings.ofProcess("timeout", 41, "17"), 41)
        .finding(Findings.ofProcess("timeout", 9, "17"), 41)
        .flush();

    assertThat(story.incident("killed").status()).isEqualTo(Incident.Status.OPEN);
    assertThat(story.counts().absorbed()).isZero();
  }

  @Test
  void everyIncidentOfAchainNamesItsRoot() {
    story.at(10, "gateway").at(11, "timeout").at(12, "disk").restart().flush();
    story.at(5, "disk").flush();

    String disk = story.incident("disk").id();
    assertThat(story.incident("gateway").root().id()).isEqualTo(disk);
    assertThat(story.incident("timeout").root().id()).isEqualTo(disk);
    assertThat(story.incident("disk").root().id()).isEqualTo(disk);
  }

  @Test
  void aRootFoundLaterIsToldToTheWholeChain() {
    story.at(100, "timeout").at(101, "gateway").flush();
    assertThat(story.incident("gateway").root().symptom()).isEqualTo("timeout");

    story.finding(Findings.of("disk", 50), 101).flush();
    assertThat(story.incident("gateway").root().symptom()).isEqualTo("disk");
  }

  @Test
  void whatMightHaveBeenTheCauseIsNamedWithWhyItIsNot() {
    story.at(0, "disk").at(200, "timeout").flush();

    assertThat(story.incident("timeout").rejected())
        .containsExactly(
            new Incident.RejectedCause(
                story.incident("disk").id(),
                "disk",
                "seen last 200 s before this began, expected within 120 s"));
  }

  @Test
  void aCandidateThatBeganLaterIsNamedToo() {
    story.at(0, "timeout").at(42, "disk").at(50, "timeout").at(51, "timeout").flush();

    assertThat(story.incident("timeout").rejected())
        .extracting(Incident.RejectedCause::reason)
        .containsExactly("began 42 s later");
  }

  @Test
  void aProofInTheSameDeploymentEndsTheSuspicion() {
    story.finding(Findings.suspected("memory", "maeser", 0), 0);
    assertThat(story.only().suspected()).isTrue();
    assertThat(story.only().fields()).doesNotContainKey(Finding.SUSPECTED);

    story.finding(Findings.of("memory", "kernel", 30), 30);
    assertThat(story.incidents.values()).noneMatch(Incident::suspected);
  }

  @Test
  void aProofLongAfterwardsProvesNothing() {
    story.finding(Findings.suspected("memory", "maeser", 0), 0);
    story.finding(Findings.of("memory", "kernel", 130), 130).flush();

    assertThat(story.incident("memory").suspected()).isTrue();
  }

  @Test
  void aSuspicionBesideAproofIsNone() {
    story.finding(Findings.of("memory", "kernel", 0), 0);
    story.finding(Findings.suspected("memory", "maeser", 30), 30).flush();

    assertThat(story.incidents.values()).noneMatch(Incident::suspected);
  }
}

package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.streams.incident.Incident.Status;
import java.util.List;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  private final Story story = new Story();

  @Test
  void opensWithTheFirstFindingAndResolvesAfterTheQuietTime() {
    story.at(0, "disk").clock(299).clock(300);

    assertThat(story.told).containsExactly("opened disk 0s", "resolved disk 300s");
    assertThat(story.only().resolvedBy()).isEqualTo("quiet");
  }

  @Test
  void aFindingKeepsItOpen() {
    story.at(0, "disk").at(200, "disk").clock(499);

    assertThat(story.only().status()).isEqualTo(Status.OPEN);
    assertThat(story.clock(500).told).endsWith("resolved disk 500s");
  }

  @Test
  void reopensInsideTheWindowAndOpensAnewBehindIt() {
    story.at(0, "disk").at(900, "disk").at(1801, "disk");

    assertThat(story.told)
        .containsExactly(
            "opened disk 0s",
            "resolved disk 300s",
            "reopened disk 900s",
            "resolved disk 1200s",
            "opened disk 1801s");
  }

  @Test
  void whatComesLateCountsWithoutReopening() {
    story.at(0, "disk").clock(400).finding(Findings.of("disk", 200), 400).flush();

    Incident incident = story.only();
    assertThat(incident.status()).isEqualTo(Status.RESOLVED);
    assertThat(incident.count()).isEqualTo(2);
    assertThat(Story.second(incident.lastSeen())).isEqualTo(200);
  }

  @Test
  void anEarlierFindingMovesFirstSeenAndMessageButNeitherIdNorOpened() {
    story.at(100, "disk");
    String id = story.only().id();
    story.finding(Findings.of("disk", 40), 100).flush();

    Incident incident = story.only();
    assertThat(incident.id()).isEqualTo(id);
    assertThat(Story.second(incident.opened())).isEqualTo(100);
    assertThat(Story.second(incident.firstSeen())).isEqualTo(40);
    assertThat(incident.message()).isEqualTo("disk at 40");
  }

  @Test
  void aFindingBetweenTwoIncidentsMergesTheLaterIntoTheEarlier() {
    story.at(0, "disk").at(1000, "disk").finding(Findings.of("disk", 500), 1000);

    assertThat(story.told)
        .containsExactly(
            "opened disk 0s",
            "resolved disk 300s",
            "opened disk 1000s",
            "reopened disk 1000s",
            "merged disk 1000s");
    List<Incident> incidents = List.copyOf(story.incidents.values());
    assertThat(incidents.get(0).count()).isEqualTo(3);
    assertThat(incidents.get(1).mergedInto()).isEqualTo(incidents.get(0).id());
  }

  @Test
  void groupsAreIncidentsOfTheirOwn() {
    story.finding(Findings.of("disk", "one", 0), 0).finding(Findings.of("disk", "two", 1), 1);

    assertThat(story.told).containsExactly("opened disk 0s", "opened disk 1s");
  }

  @Test
  void findingsAreHeldUntilTheyMeetTheOpenCondition() {
    story.at(0, "noise").at(50, "noise");
    assertThat(story.told).isEmpty();
    assertThat(story.tagged).extracting(TaggedEvent::incidentId).containsOnly("");

    story.restart().at(60, "noise");
    assertThat(story.told).containsExactly("opened noise 60s");
    assertThat(story.only().count()).isEqualTo(3);
    assertThat(story.store.entries.keySet()).noneMatch(key -> key.startsWith("held/"));
  }

  @Test
  void oneClientNeverOpensWhatTakesThree() {
    for (int second = 0; second < 3_000; second++) {
      story.finding(Findings.ofClient(second, "192.0.2.1"), second);
    }

    assertThat(story.told).isEmpty();
    assertThat(story.store.entries.values())
        .allSatisfy(state -> assertThat(state).hasSizeLessThan(2_000));
  }

  @Test
  void threeClientsWithinTheTimeOpen() {
    story
        .finding(Findings.ofClient(0, "192.0.2.1"), 0)
        .finding(Findings.ofClient(10, "192.0.2.2"), 10)
        .finding(Findings.ofClient(62, "192.0.2.1"), 62);
    assertThat(story.told).isEmpty();

    story.restart().finding(Findings.ofClient(69, "192.0.2.3"), 69);
    assertThat(story.told).containsExactly("opened clients 69s");
    assertThat(story.only().count()).isEqualTo(4);
  }

  @Test
  void aWeakPatternWaitsForAnotherFindingAndAstrongOneDoesNot() {
    story.finding(Findings.weak("mixed", "one", 0), 0);
    assertThat(story.told).isEmpty();

    story.restart().finding(Findings.weak("mixed", "one", 90), 90);
    assertThat(story.told).containsExactly("opened mixed 90s");

    story.finding(Findings.of("mixed", "two", 91), 91);
    assertThat(story.told).containsExactly("opened mixed 90s", "opened mixed 91s");
  }

  @Test
  void findingsThatAreTooFarApartNeverOpen() {
    story.at(0, "noise").at(61, "noise").at(122, "noise").at(183, "noise").clock(10_000);

    assertThat(story.told).isEmpty();
    assertThat(story.counts().unopened()).isEqualTo(4);
  }

  @Test
  void anUpdateWaitsTenSecondsUnlessTheCountDoubled() {
    story.at(0, "disk").at(1, "disk").at(2, "disk").clock(10).clock(11);

    assertThat(story.told).containsExactly("opened disk 0s", "updated disk 1s", "updated disk 2s");
    assertThat(story.only().count()).isEqualTo(3);
  }

  @Test
  void aPendingUpdateSurvivesACrash() {
    story.at(0, "disk").at(1, "disk").at(2, "disk").restart().clock(11);

    assertThat(story.only().count()).isEqualTo(3);
  }

  @Test
  void aClosedIncidentLeavesTheStateExceptTheLatestOfItsSymptom() {
    story.at(0, "disk").at(2000, "disk").clock(2000 + 300 + 3600);

    assertThat(story.counts().closed()).isEqualTo(1);
    assertThat(story.store.entries.keySet()).filteredOn(k -> k.startsWith("incident/")).hasSize(1);
  }

  @Test
  void historyReadLateOpensItsOwnIncidentWhichClosesAtOnce() {
    story.at(100_000, "timeout").finding(Findings.of("disk", 0), 100_000);

    assertThat(story.told)
        .containsExactly("opened timeout 100000s", "opened disk 0s", "resolved disk 300s");
    assertThat(story.counts().late()).isEqualTo(1);
  }

  @Test
  void theOrderOfPackingMakesNoDifference() {
    Story packed = new Story();
    packed.batch("feed", 1801, List.of(Findings.of("disk", 0), Findings.of("disk", 900)));
    story.at(0, "disk").at(900, "disk").clock(1801);

    assertThat(packed.told).isEqualTo(story.told);
    assertThat(packed.only()).isEqualTo(story.only());
  }

  @Test
  void atMostAThousandEventsOfAnIncidentAreTagged() {
    for (int i = 0; i < 1_010; i++) {
      story.finding(Findings.of("disk", i), i);
    }

    assertThat(story.tagged).hasSize(1_000);
    assertThat(story.counts().untagged()).isEqualTo(10);
  }
}

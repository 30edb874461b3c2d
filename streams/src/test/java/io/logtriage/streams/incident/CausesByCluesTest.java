package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.streams.incident.Incident.Cause;
import io.logtriage.streams.incident.Incident.RejectedCause;
import org.junit.jupiter.api.Test;

/** What two incidents have in common, or have not, decides before time does. */
class CausesByCluesTest {
  private static final String INDEX = "/srv/data/lessons.index";
  private static final String LOG = "/var/log/app/app.log";

  private final Story story = new Story();

  @Test
  void whatHappenedInAnotherFolderExplainsNothing() {
    file("disk", "one", 0, LOG).file("index", "maeser", 10, INDEX);

    assertThat(story.incident("index").cause()).isNull();
    assertThat(story.incident("index").rejected())
        .containsExactly(
            new RejectedCause(
                story.incident("disk").id(),
                "disk",
                "another folder: /var/log/app/, expected /srv/data/"));
  }

  @Test
  void whatHappenedInTheSameFolderGoesBeforeWhatIsNearer() {
    file("disk", "one", 0, "/srv/data/upload").file("disk", "two", 9, LOG);
    story.finding(Findings.of("disk", "three", 8), 9);
    file("index", "maeser", 10, INDEX);

    assertThat(causeOf("index").id()).isEqualTo(story.incident("disk").id());
    assertThat(story.incident("disk").group()).containsValue("one");
  }

  @Test
  void whatAgreesByALaterRuleGoesBeforeWhatIsMerelyNearByTheFirst() {
    story.finding(Findings.of("disk", 0), 0).finding(Findings.ofProcess("memory", 5, "17"), 5);
    story.finding(Findings.ofProcess("index", 10, "17"), 10);

    assertThat(causeOf("index").symptom()).isEqualTo("memory");
  }

  @Test
  void whatSaysNothingOfItsPlaceMayStillExplain() {
    story.finding(Findings.of("disk", 0), 0);
    file("index", "maeser", 10, INDEX);

    assertThat(causeOf("index").symptom()).isEqualTo("disk");
  }

  @Test
  void aCauseThatWasNotOnlyElsewhereMayStillExplain() {
    file("disk", "one", 0, LOG).story.finding(Findings.of("disk", "one", 1), 1);
    file("index", "maeser", 10, INDEX);

    assertThat(causeOf("index").symptom()).isEqualTo("disk");
  }

  @Test
  void aCauseThatComesLaterIsHeldAgainstItToo() {
    file("index", "maeser", 0, INDEX).file("disk", "one", 3, LOG);
    assertThat(story.incident("index").cause()).isNull();

    file("disk", "two", 4, "/srv/data/upload");
    assertThat(causeOf("index").symptom()).isEqualTo("disk");
  }

  @Test
  void aLinkEndsWhenTheEffectTurnsOutToBeElsewhere() {
    file("disk", "one", 0, LOG).story.finding(Findings.of("index", 10), 10);
    assertThat(causeOf("index").symptom()).isEqualTo("disk");

    file("index", "maeser", 20, INDEX).story.flush();
    assertThat(story.incident("index").cause()).isNull();
    assertThat(story.incident("disk").effects()).isEmpty();
  }

  @Test
  void aLinkBeginsWhenTheCauseReachesTheFolder() {
    file("disk", "one", 0, LOG).file("index", "maeser", 10, INDEX);

    file("disk", "one", 20, "/srv/data/upload").story.flush();
    assertThat(causeOf("index").symptom()).isEqualTo("disk");
  }

  @Test
  void whatWasSaidSurvivesACrash() {
    file("disk", "one", 0, LOG).story.restart();

    file("index", "maeser", 10, INDEX);
    assertThat(story.incident("index").cause()).isNull();
  }

  @Test
  void whatWasEverywhereMayHaveBeenHere() {
    for (int folder = 0; folder <= Clues.LIMIT; folder++) {
      file("disk", "one", 0, "/mnt/" + folder + "/file");
    }

    file("index", "maeser", 10, INDEX);
    assertThat(causeOf("index").symptom()).isEqualTo("disk");
  }

  @Test
  void whatFailsAsNoSuchCauseMakesItFailIsNotExplainedByIt() {
    story.finding(Findings.of("memory", 0), 0).finding(Findings.ofError("index", 10, "111"), 10);
    assertThat(story.incident("index").cause()).isNull();
    assertThat(story.incident("index").rejected())
        .extracting(RejectedCause::reason)
        .containsExactly("never leads to error 111");

    story.finding(Findings.ofError("index", 11, "104"), 11).flush();
    assertThat(causeOf("index").symptom()).isEqualTo("memory");
  }

  @Test
  void whatDoesNotSayHowItFailedMayBeExplained() {
    story.finding(Findings.of("memory", 0), 0).finding(Findings.of("index", 10), 10);

    assertThat(causeOf("index").symptom()).isEqualTo("memory");
  }

  private Cause causeOf(String symptom) {
    Cause cause = story.incident(symptom).cause();
    if (cause == null) {
      throw new AssertionError(symptom + " has no cause");
    }
    return cause;
  }

  private CausesByCluesTest file(String symptom, String group, long second, String file) {
    story.finding(Findings.ofFile(symptom, group, second, file), second);
    return this;
  }
}

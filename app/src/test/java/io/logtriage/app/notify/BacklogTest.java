package io.logtriage.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of an incident's states is told: each story is the topic's records in their order. */
class BacklogTest {
  private static final Incidents A = Incidents.open("a");
  private static final Incidents B = Incidents.open("b");

  private Backlog backlog = new Backlog(notice -> true);

  @Test
  void openingAndEndAreToldOnceWhateverComesBetween() {
    take(A, A.revision(2), A.revision(3));
    assertThat(tell()).containsExactly("opened a");

    take(A.revision(4), A.revision(5));
    assertThat(tell()).isEmpty();

    take(A.revision(6).resolved(), A.revision(7).resolved());
    assertThat(tell()).containsExactly("resolved a");
    assertThat(tell()).isEmpty();
  }

  @Test
  void whatIsReadAgainIsNotNews() {
    take(A, A.resolved());
    tell();

    take(A, A.resolved());

    assertThat(tell()).isEmpty();
  }

  @Test
  void whatWasToldSurvivesARestart() {
    take(A);
    Map<String, Told> memory = told(backlog.next(10, 1 << 20));

    backlog = new Backlog(notice -> true);
    backlog.remember(memory);
    take(A, A.revision(2));

    assertThat(tell()).isEmpty();
    take(A.revision(2).resolved());
    assertThat(tell()).containsExactly("resolved a");
  }

  @Test
  void reopeningIsToldAsSuch() {
    take(A, A.resolved());
    tell();

    take(A.resolved().reopened());

    assertThat(tell()).containsExactly("reopened a");
  }

  @Test
  void openedAndResolvedBeforeAnybodyWasToldAreBothTold() {
    take(A, A.resolved());

    assertThat(tell()).containsExactly("opened a", "resolved a");
  }

  @Test
  void effectsAreToldWithTheirRootAlsoThroughAChain() {
    take(B.causedBy("a"), A, Incidents.open("c").causedBy("b"));

    assertThat(tell()).containsExactly("opened a with b, c");
    take(B.causedBy("a").resolved());
    assertThat(tell()).isEmpty();
    take(A.resolved());
    assertThat(tell()).containsExactly("resolved a");
  }

  @Test
  void aCauseFoundWhileNewsGathersStillCounts() {
    take(B, A, B.causedBy("a").revision(2));

    assertThat(tell()).containsExactly("opened a with b");
  }

  @Test
  void aLaterEffectOfWhatWasToldIsSilentUnlessItIsMoreSevere() {
    take(A);
    tell();

    take(B.causedBy("a"));
    assertThat(tell()).isEmpty();
    take(Incidents.open("c").severity("critical").causedBy("a"));
    assertThat(tell()).containsExactly("opened c");
    take(B.causedBy("a").severity("critical"));
    assertThat(tell()).containsExactly("opened b");
  }

  @Test
  void anEffectLendsItsSeverityToTheRoot() {
    take(A, B.severity("critical").causedBy("a"));

    Item item = backlog.next(10, 1 << 20).items().get(0);

    assertThat(item.identity().severity()).isEqualTo("critical");
    assertThat(item.identity().caused()).isEqualTo("2 lines of symptom-b");
  }

  @Test
  void anEffectWhoseCauseIsOverOrUnwantedIsToldByItself() {
    backlog = new Backlog(notice -> !notice.id().equals("a"));

    take(A, B.causedBy("a"));

    assertThat(tell()).containsExactly("opened b");
  }

  @Test
  void causesThatPointAtEachOtherAreToldNevertheless() {
    take(A.causedBy("b"), B.causedBy("a"));

    assertThat(tell()).isNotEmpty();
  }

  @Test
  void whatBecomesSevereEnoughIsToldThen() {
    backlog = new Backlog(notice -> notice.severity().equals("critical"));

    take(A, A.revision(2));
    assertThat(tell()).isEmpty();
    take(A.severity("critical").revision(3));

    assertThat(tell()).containsExactly("opened a");
  }

  @Test
  void ofHistoryOnlyWhatIsStillOpenIsTold() {
    for (Incidents state : List.of(A, B, A.resolved())) {
      backlog.take(state.notice(), state.document(), 0, true);
    }

    assertThat(tell()).containsExactly("opened b");
  }

  @Test
  void aStormComesInMessagesOfBoundedSize() {
    IntStream.range(0, 250).forEach(i -> take(Incidents.open("storm-" + i)));

    List<Integer> sizes = new ArrayList<>();
    while (backlog.size() > 0) {
      Message message = backlog.next(100, 1 << 20);
      sizes.add(message.items().size());
      told(message);
    }

    assertThat(sizes).containsExactly(100, 100, 50);
  }

  private void take(Incidents... states) {
    for (Incidents state : states) {
      backlog.take(state.notice(), state.document(), 0, false);
    }
  }

  private List<String> tell() {
    Message message = backlog.next(100, 1 << 20);
    told(message);
    assertThat(backlog.size()).isZero();
    return message.items().stream().map(BacklogTest::words).toList();
  }

  private Map<String, Told> told(Message message) {
    return backlog.delivered(message, 0);
  }

  private static String words(Item item) {
    String effects =
        String.join(", ", item.effects().stream().map(effect -> effect.notice().id()).toList());
    return item.event().transition().word()
        + " "
        + item.event().notice().id()
        + (effects.isEmpty() ? "" : " with " + effects);
  }
}

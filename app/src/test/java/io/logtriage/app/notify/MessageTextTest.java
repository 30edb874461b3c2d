package io.logtriage.app.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.app.notify.Event.Transition;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MessageTextTest {
  @Test
  void oneIncidentComesWithItsLineAndFirstFixAndPingsNobody() {
    assertThat(text(opened("a", List.of(event("b")))))
        .isEqualTo(
            """
            HIGH opened: Title of a (symptom-a) on web-1 (shop), 2 lines since 2026-11-22T15:17:00Z
              caused 2 lines of symptom-b
              | line of a &lt;!channel&gt;
              = mend a""");
  }

  @Test
  void aChatShowsWhereToLookAtWhatOpened() {
    Links links = new Links("http://kibana/{id}");

    assertThat(text(links, opened("a", List.of()), opened("b", List.of())).lines())
        .filteredOn(line -> line.contains("http"))
        .containsExactly("  http://kibana/a", "  http://kibana/b");
  }

  @Test
  void theEndSaysUntilWhenAndWhy() {
    Notice over = Incidents.open("a").resolved().notice();
    Event end = new Event(Transition.RESOLVED, over, new byte[0], 0);

    assertThat(text(new Item(end, over, List.of())))
        .isEqualTo(
            "resolved: Title of a (symptom-a) on web-1 (shop), 2 lines, until 2026-11-22T15:30:00Z"
                + " (quiet)");
  }

  @Test
  void aStormIsAHeadlineAndTheFirstTen() {
    Item[] storm =
        IntStream.range(0, 60).mapToObj(i -> opened("s" + i, List.of())).toArray(Item[]::new);

    assertThat(text(storm).lines())
        .hasSize(12)
        .startsWith("Incidents: 60 opened")
        .endsWith("and 50 more");
  }

  private static String text(Item... items) {
    return text(new Links(null), items);
  }

  private static String text(Links links, Item... items) {
    return MessageText.of(new Message(List.of(items), List.of()), links);
  }

  private static Item opened(String id, List<Event> effects) {
    Event event = event(id);
    String caused = MessageText.caused(effects);
    return new Item(event, event.notice().withEffects("high", caused), effects);
  }

  private static Event event(String id) {
    return new Event(Transition.OPENED, Incidents.open(id).notice(), new byte[0], 0);
  }
}

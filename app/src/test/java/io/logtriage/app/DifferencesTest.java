package io.logtriage.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {

  @Test
  void sameDocumentsDifferInNothing() {
    assertThat(between(document("a", 3, "09:00:00"), document("a", 3, "09:00:00"))).isEmpty();
  }

  @Test
  void namesTheFieldsThatChanged() {
    List<Difference> differences =
        between(document("a", 3, "09:00:00"), document("a", 5, "09:00:00"));

    assertThat(differences).hasSize(1);
    assertThat(differences.get(0).kind()).isEqualTo("changed");
    assertThat(differences.get(0).fields())
        .containsOnlyKeys("incident.count")
        .containsValue(new Difference.Change("3", "5"));
  }

  @Test
  void pairsIncidentsOfOneKindAtTheSameTimeWhateverTheirIds() {
    List<Difference> differences =
        between(document("a", 3, "09:00:00"), document("b", 3, "09:00:20"));

    assertThat(differences).extracting(Difference::kind).containsExactly("changed");
    assertThat(differences.get(0).fields()).containsKeys("incident.id", "incident.first_seen");
  }

  @Test
  void toldApartByTimeOneIsGoneAndOneIsAdded() {
    assertThat(between(document("a", 3, "09:00:00"), document("b", 3, "11:00:00")))
        .extracting(Difference::kind)
        .containsExactly("gone", "added");
  }

  private static List<Difference> between(String before, String after) {
    return Differences.between(List.of(before.getBytes(UTF_8)), List.of(after.getBytes(UTF_8)));
  }

  private static String document(String id, int count, String time) {
    return """
        {"labels":{"deployment":"shop"},
         "incident":{"id":"%s","revision":%d,"status":"open","symptom":"disk-full","count":%d,
          "first_seen":"2026-03-02T%sZ","last_seen":"2026-03-02T%sZ","group":{},
          "root":{"id":"%s","symptom":"disk-full"},"samples":[]}}"""
        .formatted(id, count, count, time, time, id);
  }
}

package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Finding;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long NOW = 1_800_000_000_000L;

  private final Story story = new Story();

  @Test
  void anIncidentEndsOnceItWasClosedForTheRetention() {
    story.apply(batch(0, "disk"), NOW).apply(batch(400), NOW + 400_000);
    String id = story.only().id();
    story.apply(batch(5_000, "disk"), NOW + 5_000_000).apply(batch(5_001), NOW + 399 * DAY);
    assertThat(story.ended).isEmpty();

    story.restart().apply(batch(5_002), NOW + 401 * DAY);
    assertThat(story.ended).containsExactly(id);
    assertThat(story.store.entries.keySet()).noneMatch(key -> key.startsWith("ended/"));
  }

  @Test
  void theLatestOfItsSymptomEndsTooAndAnewOneMayCome() {
    story.apply(batch(0, "disk"), NOW).apply(batch(400), NOW + 400_000);
    story.restart().apply(batch(401), NOW + 402 * DAY).apply(batch(402), NOW + 403 * DAY);

    assertThat(story.ended).containsExactly(story.only().id());
    assertThat(story.counts().closed()).isZero();
    story.apply(batch(100_000, "disk"), NOW + 404 * DAY);
    assertThat(story.counts().open()).isEqualTo(1);
  }

  @Test
  void anOpenIncidentNeverEnds() {
    story.apply(batch(0, "disk"), NOW).apply(batch(1), NOW + 1_000 * DAY);
    story.apply(batch(2), NOW + 1_001 * DAY);

    assertThat(story.ended).isEmpty();
    assertThat(story.counts().open()).isEqualTo(1);
  }

  @Test
  void whatWasMergedEndsToo() {
    story.apply(batch(0, "disk"), NOW).apply(batch(1000, "disk"), NOW);
    story.apply(batch(1000, Findings.of("disk", 500)), NOW).apply(batch(1001), NOW + 401 * DAY);

    assertThat(story.ended).containsExactly(List.copyOf(story.incidents.keySet()).get(1));
  }

  @Test
  void countsCanBeReadFromTheStore() {
    story.at(0, "disk").at(1, "timeout").clock(10_000).at(10_000, "gateway");

    assertThat(TrackerCounts.of(story.store)).isEqualTo(story.counts());
  }

  private static DeploymentBatch batch(long second, String... symptoms) {
    return new DeploymentBatch(
        "web-1",
        "feed",
        Findings.START + second * 1000,
        List.of(symptoms).stream().map(symptom -> Findings.of(symptom, second)).toList());
  }

  private static DeploymentBatch batch(long second, Finding finding) {
    return new DeploymentBatch("web-1", "feed", Findings.START + second * 1000, List.of(finding));
  }
}

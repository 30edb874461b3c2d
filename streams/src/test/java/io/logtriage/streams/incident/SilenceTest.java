package io.logtriage.streams.incident;

import static io.logtriage.streams.incident.Findings.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;
import io.logtriage.streams.watch.PipelineFindings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is not heard of any more is not over. */
class SilenceTest {
  private final Story story = new Story();

  @Test
  void aSourceThatFellSilentDoesNotResolveAsQuiet() {
    story.at(0, "disk").finding(silence("web-1", 100, 20), 100).clock(300);

    assertThat(story.incident("disk").resolvedBy()).isEqualTo("source-silent");
    assertThat(story.told).contains("resolved disk 300s");
  }

  @Test
  void silenceThatIsNoticedLaterSetsTheReasonRight() {
    story.at(0, "disk").clock(400);
    assertThat(story.incident("disk").resolvedBy()).isEqualTo("quiet");

    story.finding(silence("web-1", 700, 20), 700).clock(720);
    assertThat(story.incident("disk").resolvedBy()).isEqualTo("source-silent");
    assertThat(Story.second(story.incident("disk").resolvedAt())).isEqualTo(300);
  }

  @Test
  void aSourceThatWasHeardForTheWholeQuietTimeWasQuiet() {
    story.at(0, "disk").clock(400).finding(silence("web-1", 900, 310), 900).clock(1_000);

    assertThat(story.incident("disk").resolvedBy()).isEqualTo("quiet");
  }

  @Test
  void theSilenceOfAnotherSourceSaysNothing() {
    story.at(0, "disk").finding(silence("web-2", 100, 20), 100).clock(300);

    assertThat(story.incident("disk").resolvedBy()).isEqualTo("quiet");
  }

  @Test
  void silenceThatWasOverBeforeSaysNothing() {
    story.finding(silence("web-1", 0, -300), 0).at(60, "disk").clock(360);

    assertThat(story.incident("disk").resolvedBy()).isEqualTo("quiet");
  }

  @Test
  void evidenceIsBetterThanSilence() {
    story.at(0, "disk").sign("disk", 10, 10).finding(silence("web-1", 100, 20), 100).clock(300);

    assertThat(story.incident("disk").resolvedBy()).isEqualTo("evidence");
  }

  @Test
  void theReasonOutlivesArestartAndTheSilence() {
    story.at(0, "disk").finding(silence("web-1", 100, 20), 100).clock(300).restart();
    story.clock(3_700).finding(Findings.of("disk", "other", 3_700), 3_700).clock(20_000).flush();

    assertThat(story.incidents.values())
        .filteredOn(incident -> incident.firstSeen() == START)
        .extracting(Incident::resolvedBy)
        .containsExactly("source-silent");
  }

  @Test
  void aSilenceThatEndedIsResolvedAsQuietItself() {
    story.finding(silence("web-1", 100, 20), 100).clock(400);

    assertThat(story.only().resolvedBy()).isEqualTo("quiet");
  }

  private static Finding silence(String host, long told, long since) {
    long time = START + told * 1_000;
    Instant last = Instant.ofEpochMilli(START + since * 1_000);
    String id = ContentHash.of("silence", host, String.valueOf(told));
    return new Finding(
        "silent",
        id,
        host,
        "/var/log/app.log",
        "maeser",
        "logtriage.pipeline",
        time,
        time,
        1,
        false,
        new TreeMap<>(Map.of("host.name", host, "log.file.path", "/var/log/app.log")),
        Map.of(PipelineFindings.SILENT_SINCE, last.toString()),
        List.of(new Sample(id, time, "silent", "/var/log/app.log", -1)));
  }
}

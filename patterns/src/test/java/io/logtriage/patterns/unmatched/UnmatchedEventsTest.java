package io.logtriage.patterns.unmatched;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UnmatchedEventsTest {
  private static final Source SOURCE =
      new Source("web-1", "/var/log/app.log", "shop", "shop", ZoneOffset.UTC, null);
  private static final Engine ENGINE =
      Engine.of(Catalogue.builtIn()).collectingUnmatched(time -> true);

  private static String at(int second, String rest) {
    return String.format("2026-03-02 09:%02d:%02d,000 %s", second / 60, second % 60, rest);
  }

  private static UnmatchedEvents collect(List<String> lines) {
    return collect(lines, Integer.MAX_VALUE);
  }

  /** Feeds the lines; goes on from a snapshot after each {@code batch}. */
  private static UnmatchedEvents collect(List<String> lines, int batch) {
    SourceEngine source = ENGINE.open(SOURCE);
    int fed = 0;
    for (String line : lines) {
      byte[] bytes = line.getBytes(UTF_8);
      source.line(bytes, 0, bytes.length, fed * 100L, 0);
      if (++fed % batch == 0) {
        source.drain(finding -> {});
        source = ENGINE.open(SOURCE, source.snapshot());
      }
    }
    source.flush();
    source.drain(finding -> {});
    return Objects.requireNonNull(source.unmatchedEvents());
  }

  @Test
  void clustersErrorsThatNoSymptomKnows() {
    UnmatchedEvents events =
        collect(
            List.of(
                at(0, "INFO in cart: begin"),
                at(1, "ERROR in cart: ledger 17 out of balance by 3.50"),
                at(2, "ERROR in cart: ledger 99 out of balance by 0.10"),
                at(3, "INFO in cart: ledger 17 out of balance by 3.50"),
                at(4, "CRITICAL in cart: the vault is ajar")));

    assertThat(events.templates())
        .extracting(UnmatchedTemplate::template, UnmatchedTemplate::count)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ledger <*> out of balance by <*>", 2L),
            org.assertj.core.groups.Tuple.tuple("the vault is ajar", 1L));
    assertThat(events.templates().get(0).samples())
        .extracting(UnmatchedSample::text)
        .containsExactly(
            at(1, "ERROR in cart: ledger 17 out of balance by 3.50"),
            at(2, "ERROR in cart: ledger 99 out of balance by 0.10"));
    assertThat(events.firstTime()).isEqualTo(1_772_442_000_000L);
  }

  @Test
  void leavesOutWhatASymptomKnowsAndWhatIsOnlyNoise() {
    UnmatchedEvents events =
        collect(
            List.of(
                "[2026-03-02 09:00:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:7)",
                "[2026-03-02 09:00:01 +0000] [1] [ERROR] Worker (pid:7) was sent SIGTERM!",
                "2026/03/02 09:00:02 [crit] 7#7: *1 SSL_do_handshake() failed (SSL: bad key share)"
                    + " while SSL handshaking, client: 203.0.113.9, server: 0.0.0.0:443",
                "192.0.2.7 - - [02/Mar/2026:09:00:00 +0000] \"GET / HTTP/1.1\" 500 1 \"-\" \"x\""));

    assertThat(events.templates()).isEmpty();
  }

  @Test
  void keepsNoSecret() {
    UnmatchedEvents events =
        collect(List.of(at(0, "ERROR in cart: vault refused password=hunter2canary today")));

    assertThat(events.templates()).hasSize(1);
    assertThat(events.templates().toString()).doesNotContain("hunter2canary");
  }

  @Test
  void isTheSameHoweverTheLinesArePackedAndAfterEveryRestart() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      lines.add(at(i % 60, "ERROR in app" + (i % 7) + ": widget " + "abcdefg".charAt(i % 7) + i));
      lines.add("  and a line that belongs to it");
    }

    List<UnmatchedTemplate> whole = collect(lines).templates();

    assertThat(whole).isNotEmpty();
    assertThat(collect(lines, 1).templates()).isEqualTo(whole);
    assertThat(collect(lines, 13).templates()).isEqualTo(whole);
  }

  @Test
  void boundsHowManyTemplatesASourceHas() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      lines.add(at(i, "ERROR in cart: trouble with " + letters(i)));
    }

    UnmatchedEvents events = collect(lines);

    assertThat(events.templates()).hasSize(UnmatchedEvents.MAX_TEMPLATES);
    assertThat(events.further()).isEqualTo(400 - UnmatchedEvents.MAX_TEMPLATES);
  }

  @Test
  void mergesSourcesInAnyOrder() {
    UnmatchedTemplate first =
        collect(List.of(at(5, "ERROR in cart: ledger 1 is lost"))).templates().get(0);
    UnmatchedTemplate second =
        collect(List.of(at(1, "CRITICAL in cart: ledger 2 is lost"))).templates().get(0);

    List<UnmatchedTemplate> merged = UnmatchedEvents.merge(List.of(first, second));

    assertThat(merged).isEqualTo(UnmatchedEvents.merge(List.of(second, first))).hasSize(1);
    assertThat(merged.get(0).count()).isEqualTo(2);
    assertThat(merged.get(0).first()).isEqualTo(second.first());
  }

  @Test
  void costsNothingWhereNobodyAsks() {
    assertThat(Engine.of(Catalogue.builtIn()).open(SOURCE).unmatchedEvents()).isNull();
  }

  private static String letters(int number) {
    return "" + (char) ('a' + number / 26 % 26) + (char) ('a' + number % 26) + "x";
  }

  @Test
  void whatOnlyGoesAlongWithASymptomOfTheSameProcessIsMarked() {
    List<String> lines =
        List.of(
            "[2026-03-02 09:00:00 +0000] [7] [ERROR] Connection in use: ('0.0.0.0', 80)",
            "[2026-03-02 09:00:00 +0000] [7] [ERROR] Retrying in 1 second.",
            "[2026-03-02 09:00:01 +0000] [8] [ERROR] the other one complains",
            "[2026-03-02 09:00:01 +0000] [7] [ERROR] Connection in use: ('0.0.0.0', 80)",
            "[2026-03-02 09:00:01 +0000] [7] [ERROR] Retrying in 1 second.",
            "[2026-03-02 09:00:02 +0000] [7] [ERROR] the teapot is empty",
            "[2026-03-02 09:30:02 +0000] [7] [ERROR] the teapot is empty");

    for (int batch : new int[] {1, 3, 100}) {
      assertThat(collect(lines, batch).templates())
          .extracting(UnmatchedTemplate::template, UnmatchedTemplate::companion)
          .containsExactlyInAnyOrder(
              tuple("Retrying in <*> second.", true),
              tuple("the other one complains", false),
              tuple("the teapot is empty", false));
    }
  }
}

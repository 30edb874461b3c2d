package io.logtriage.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.streams.scan.SourceOverview;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ReplayOverviewTest {
  private static final Source SOURCE =
      new Source("web-1", "/var/log/app.log", "shop", "shop", ZoneOffset.UTC, null);

  private static SourceOverview overview(int templates) {
    SourceEngine engine =
        Engine.of(Catalogue.builtIn()).collectingUnmatched(time -> true).open(SOURCE);
    for (int i = 0; i < templates; i++) {
      String word = "" + (char) ('a' + i / 26) + (char) ('a' + i % 26) + "q";
      byte[] line =
          ("2026-03-02 09:00:00,000 ERROR in cart: lost " + word + " \"\\".repeat(300))
              .getBytes(UTF_8);
      engine.line(line, 0, line.length, -1, 0);
    }
    engine.flush();
    engine.drain(finding -> {});
    return SourceOverview.of(SOURCE, engine);
  }

  @Test
  void readsBackWhatItWrote() {
    SourceOverview overview = overview(180);

    assertThat(overview.templates()).hasSize(180);
    assertThat(ReplayOverview.decode(ReplayOverview.encode(overview))).containsExactly(overview);
  }

  @Test
  void noRecordGrowsTooLarge() {
    assertThat(ReplayOverview.encode(overview(400)))
        .hasSizeGreaterThan(1)
        .allSatisfy(record -> assertThat(record.length).isLessThan(1 << 20));
  }

  @Test
  void aSourceWithoutTroubleIsOneRecord() {
    SourceOverview healthy = overview(0);

    assertThat(ReplayOverview.decode(ReplayOverview.encode(healthy))).containsExactly(healthy);
  }
}

package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.wire.Position;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StoredSourceTest {

  @Test
  void readsWhatItWrote() {
    LineCounts counts = new LineCounts();
    counts.in = 10;
    counts.matched = 1;
    counts.unmatched = 2;
    counts.pending = 1;
    counts.repeated = 3;
    counts.deadLettered = 1;
    counts.drop("empty", 2);
    Source source =
        new Source("web-1", "/a:b", "shop", "api", ZoneId.of("Europe/Berlin"), "gunicorn")
            .withLabels(Map.of("team", "payments"));
    StoredSource stored =
        new StoredSource(
            source,
            List.of(new Position("s1", 4, 1L << 40)),
            counts,
            77,
            88,
            new byte[] {1, 2},
            new long[] {3, Long.MIN_VALUE});
    StoredSource read = StoredSource.decode(stored.encode());
    assertThat(read).usingRecursiveComparison().isEqualTo(stored);
    assertThat(read.counts().addsUp()).isTrue();
  }

  @Test
  void keepsWhatNobodySaid() {
    Source source = new Source("h", "p", "d", "s", null, null);
    StoredSource stored =
        new StoredSource(
            source,
            List.of(),
            new LineCounts(),
            Long.MIN_VALUE,
            Long.MIN_VALUE,
            new byte[0],
            new long[0]);
    assertThat(StoredSource.decode(stored.encode())).usingRecursiveComparison().isEqualTo(stored);
  }
}

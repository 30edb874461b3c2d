package io.logtriage.patterns.unmatched;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Source;
import io.logtriage.patterns.SourceEngine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.yaml.CatalogueLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymptomDraftTest {
  private static final Catalogue BUILT_IN = Catalogue.builtIn();

  private static final List<String> LINES =
      List.of(
          "2026-03-02 09:00:01,000 ERROR in cart: ledger 17 out of balance by 3.50",
          "2026-03-02 09:00:02,000 CRITICAL in vault: the 'north: # {door}' is ajar, 100%% sure",
          "2026-03-02 09:00:03,000 ERROR in cart: 17 widgets (of 20) [blue] went \\astray\\ $home^ *?+",
          "2026/03/02 09:00:04 [crit] 7#7: *44 pwritev() has written only 99 of 100, client:"
              + " 192.0.2.9, server: shop.example, request: \"GET / HTTP/1.1\"",
          "[2026-03-02 09:00:05 +0000] [9] [ERROR] Frobnicator %{WORD:x} lost its marbles",
          "2026-03-02 09:00:06,000 ERROR in cart: </style><script>alert(1)</script> \u202e\u001b[31mred",
          "2026-03-02 09:00:07,000 ERROR in cart: " + "long tale of woe ".repeat(200),
          "2026-03-02 09:00:08,000 ERROR in cart: - yaml: [or, not]: \"quoted\" & *anchor !tag | >",
          "2026-03-02 09:00:09,000 ERROR in cart: two lines follow",
          "  the first: with a colon",
          "  the second # with a comment",
          "2026-03-02 09:00:10,000 ERROR in cart: 東京の倉庫が空です 4711");

  private static List<UnmatchedTemplate> templates() {
    SourceEngine source =
        Engine.of(BUILT_IN)
            .collectingUnmatched(time -> true)
            .open(new Source("web-1", "/var/log/app.log", "shop", "shop", ZoneOffset.UTC, null));
    for (String line : LINES) {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      source.line(bytes, 0, bytes.length, -1, 0);
    }
    source.flush();
    source.drain(finding -> {});
    return Objects.requireNonNull(source.unmatchedEvents()).templates();
  }

  @Test
  void everyDraftLoadsAsItIs(@TempDir Path folder) throws IOException {
    Map<UnmatchedTemplate, SymptomDraft> drafts = SymptomDraft.of(BUILT_IN, templates());

    assertThat(drafts.keySet()).containsExactlyElementsOf(templates());
    for (SymptomDraft draft : drafts.values()) {
      Files.writeString(folder.resolve(draft.fileName()), draft.yaml());
    }
    assertThat(CatalogueLoader.load(folder).symptoms())
        .hasSize(BUILT_IN.symptoms().size() + drafts.size());
  }

  @Test
  void aDraftIsNamedAfterWhatItsLinesSay() {
    assertThat(SymptomDraft.of(BUILT_IN, templates()).values())
        .extracting(SymptomDraft::id)
        .contains("ledger-out-balance", "pwritev-written-only", "two-lines-follow");
  }

  @Test
  void aTextWithoutAnythingInCommonGivesNoDraft() {
    UnmatchedTemplate sample = templates().get(0);
    UnmatchedTemplate empty =
        new UnmatchedTemplate(
            "<*>",
            sample.level(),
            sample.format(),
            false,
            1,
            0,
            0,
            0,
            List.of(new UnmatchedSample(0, "/a", -1, "2026-03-02 09:00:00,000 ERROR in a: 7")));

    assertThat(SymptomDraft.of(BUILT_IN, List.of(empty))).isEmpty();
  }
}

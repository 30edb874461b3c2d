package io.logtriage.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.catalogue.Catalogue;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that the engine keeps or hands over holds a secret. */
class RedactedFindingsTest {
  private static final String CANARY = "c4narySecret";

  private final SourceEngine engine =
      Engine.of(Catalogue.builtIn())
          .open(new Source("web-1", "/log", "shop", "shop", ZoneOffset.UTC, null));

  @Test
  void secretsOfMatchingLinesAreTakenOut() {
    line(
        "127.0.0.1 - - [01/Mar/2026:08:00:00 +0000] \"GET /x?password="
            + CANARY
            + " HTTP/1.1\" 502 1 \"-\" \"-\"");
    line("2026-03-01 08:00:00,000 ERROR [app] Exception on /pay [POST]");
    line("Traceback (most recent call last):");
    line("  File \"/srv/app.py\", line 3, in pay");
    line("    connect(\"postgres://shop:" + CANARY + "@db/shop\", token=\"" + CANARY + "\")");
    line("PermissionError: [Errno 13] Permission denied: '/srv/data?token=" + CANARY + "'");
    List<Finding> first = drained();
    byte[] pending = engine.snapshot();
    engine.flush();

    List<Finding> findings = drained();

    assertThat(first).isNotEmpty();
    assertThat(first.toString()).doesNotContain(CANARY);
    assertThat(findings).isNotEmpty();
    assertThat(findings.toString()).contains("[redacted]").doesNotContain(CANARY);
    assertThat(new String(pending, StandardCharsets.ISO_8859_1))
        .contains("Traceback")
        .doesNotContain(CANARY);
  }

  private List<Finding> drained() {
    List<Finding> findings = new ArrayList<>();
    engine.drain(findings::add);
    return findings;
  }

  private void line(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    engine.line(bytes, 0, bytes.length, -1, 0);
  }
}

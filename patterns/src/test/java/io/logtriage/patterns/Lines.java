package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.catalogue.Catalogue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Lines of one source through the engine with the built-in catalogue. */
public final class Lines {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final long ARRIVAL = Instant.parse("2026-03-01T12:00:00Z").toEpochMilli();

  private Lines() {}

  /** The symptoms that they show, each once. */
  public static List<String> symptoms(String... lines) {
    return findings(Stream.of(lines)).stream().map(Finding::symptom).distinct().toList();
  }

  /** All findings. */
  public static List<Finding> findings(Stream<String> lines) {
    SourceEngine source =
        ENGINE.open(new Source("web-1", "/var/log/some.log", "shop", "shop", ZoneOffset.UTC, null));
    lines.forEach(
        line -> {
          byte[] bytes = line.getBytes(UTF_8);
          source.line(bytes, 0, bytes.length, -1, ARRIVAL);
        });
    source.flush();
    List<Finding> findings = new ArrayList<>();
    source.drain(findings::add);
    return findings;
  }
}

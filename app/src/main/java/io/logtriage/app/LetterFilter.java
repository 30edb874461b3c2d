package io.logtriage.app;

import io.logtriage.patterns.wire.DeadLetter;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters are meant. */
final class LetterFilter {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "Only those whose reason or origin contains this text.")
  private @Nullable String reason;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = "Only those refused since then: 2h, 7d, 2026-11-22, 2026-11-22T15:00:00Z.")
  private @Nullable Instant since;

  boolean wants(DeadLetter letter) {
    return (since == null || letter.time() >= since.toEpochMilli())
        && (reason == null || contains(letter.reason()) || contains(letter.origin().toString()));
  }

  private boolean contains(String text) {
    return reason != null
        && text.toLowerCase(Locale.ROOT).contains(reason.toLowerCase(Locale.ROOT));
  }
}

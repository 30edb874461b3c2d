package io.logtriage.streams.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How long sources may be silent.
 *
 * @param sources pattern over a source's key, {@code host:path}; {@code *} is any text
 * @param atMost the longest silence that means nothing
 */
public record DeclaredSilence(String sources, Duration atMost) {

  public DeclaredSilence {
    requireNonNull(sources, "sources is null");
    requireNonNull(atMost, "atMost is null");
    if (sources.isBlank() || atMost.isNegative() || atMost.isZero()) {
      throw new IllegalArgumentException(
          "silence of '" + sources + "' at most " + atMost + ": expected a pattern and a time");
    }
  }

  boolean fits(String sourceKey) {
    String[] parts = sources.split("\\*", -1);
    StringBuilder regex = new StringBuilder(Pattern.quote(parts[0]));
    for (int i = 1; i < parts.length; i++) {
      regex.append(".*").append(Pattern.quote(parts[i]));
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(sourceKey).matches();
  }
}

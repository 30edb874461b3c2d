package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an episode that is not open yet waits for: one window for each open condition that its
 * findings came with. Any one of them suffices.
 */
final class OpenWindows {
  private static final Comparator<OpenCondition> ORDER =
      Comparator.comparingInt(OpenCondition::count)
          .thenComparing(OpenCondition::within)
          .thenComparing(condition -> text(condition.distinct()));

  private final Map<OpenCondition, Waiting> byCondition = new TreeMap<>(ORDER);

  static OpenWindows of(Finding finding, SymptomRule rule) {
    OpenWindows windows = new OpenWindows();
    OpenCondition own = finding.open();
    OpenCondition condition = own == null ? rule.open() : own;
    String field = condition.distinct();
    String value = field == null ? null : finding.fields().get(field);
    windows.of(condition).add(finding.first(), finding.count(), text(value));
    return windows;
  }

  private Waiting of(OpenCondition condition) {
    return byCondition.computeIfAbsent(condition, Waiting::of);
  }

  /** How many times were forgotten for it. */
  long addAll(OpenWindows other) {
    return other.byCondition.entrySet().stream()
        .mapToLong(more -> of(more.getKey()).addAll(more.getValue()))
        .sum();
  }

  /** The earliest time at which any condition was met. */
  OptionalLong metAt() {
    return byCondition.values().stream()
        .map(Waiting::metAt)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .min();
  }

  void write(StateWriter out) {
    out.number(byCondition.size());
    byCondition.forEach(
        (condition, waiting) -> {
          out.number(condition.count());
          out.number(condition.within().toMillis());
          out.maybeText(condition.distinct());
          waiting.write(out);
        });
  }

  static OpenWindows read(StateReader in) {
    OpenWindows windows = new OpenWindows();
    for (long left = in.number(); left > 0; left--) {
      OpenCondition condition =
          new OpenCondition((int) in.number(), Duration.ofMillis(in.number()), in.maybeText());
      windows.of(condition).read(in);
    }
    return windows;
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}

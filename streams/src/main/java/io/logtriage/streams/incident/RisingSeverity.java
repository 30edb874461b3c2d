package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.catalogue.Escalation;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.patterns.catalogue.Symptom.OpenCondition;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * How much an incident matters: rises with rate and spread as its symptom declares, never falls.
 */
final class RisingSeverity {
  private final List<Escalation> steps;

  /** Times of findings, for each step. */
  private final List<OpenWindow> windows;

  private final TreeSet<String> hosts = new TreeSet<>();
  private Severity severity;

  private RisingSeverity(SymptomRule rule, Severity severity) {
    this.steps = rule.escalations();
    this.windows = steps.stream().map(RisingSeverity::window).toList();
    this.severity = severity;
  }

  static RisingSeverity of(SymptomRule rule, Finding finding) {
    RisingSeverity rising = new RisingSeverity(rule, rule.severity());
    rising.windows.forEach(window -> window.add(finding.first(), finding.count(), ""));
    rising.hosts.add(finding.host());
    rising.rise();
    return rising;
  }

  Severity severity() {
    return severity;
  }

  void add(RisingSeverity other) {
    severity = severity.compareTo(other.severity) >= 0 ? severity : other.severity;
    for (int i = 0; i < steps.size(); i++) {
      windows.get(i).addAll(other.windows.get(i));
    }
    for (String host : other.hosts) {
      if (hosts.size() < Escalation.MAX_HOSTS) {
        hosts.add(host);
      }
    }
    rise();
  }

  /** What is known of steps that are taken is needed no more. */
  private void rise() {
    boolean more = false;
    for (int i = 0; i < steps.size(); i++) {
      Escalation step = steps.get(i);
      if (step.severity().compareTo(severity) > 0 && isMet(step, windows.get(i))) {
        severity = step.severity();
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).severity().compareTo(severity) <= 0) {
        windows.get(i).clear();
      } else {
        more = true;
      }
    }
    if (!more) {
      hosts.clear();
    }
  }

  private static OpenWindow window(Escalation step) {
    return new OpenWindow(new OpenCondition(Math.max(1, step.count()), step.within()));
  }

  private boolean isMet(Escalation step, OpenWindow window) {
    return (step.hosts() > 0 && hosts.size() >= step.hosts())
        || (step.count() > 0 && window.metAt().isPresent());
  }

  void write(StateWriter out) {
    out.text(severity.name());
    out.number(steps.size());
    windows.forEach(window -> window.write(out));
    out.texts(hosts);
  }

  /** Reads what was written; the rules for rising may have changed since. */
  static RisingSeverity read(StateReader in, SymptomRule rule) {
    RisingSeverity rising = new RisingSeverity(rule, Severity.valueOf(in.text()));
    long count = in.number();
    for (int i = 0; i < count; i++) {
      OpenWindow window =
          i < rising.windows.size()
              ? rising.windows.get(i)
              : new OpenWindow(new OpenCondition(1, Duration.ZERO));
      window.read(in);
    }
    rising.hosts.addAll(in.texts());
    return rising;
  }
}

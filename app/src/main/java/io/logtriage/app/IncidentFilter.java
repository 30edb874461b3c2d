package io.logtriage.app;

import io.logtriage.patterns.catalogue.Severity;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which incidents a subscriber wants. */
final class IncidentFilter {
  @Option(
      names = "--symptom",
      paramLabel = "ID",
      split = ",",
      description = "Only incidents of this symptom; several with commas between.")
  private List<String> symptoms = List.of();

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      description = "Only incidents at least so severe: low, medium, high or critical.")
  private @Nullable String severity;

  @Option(
      names = "--deployment",
      paramLabel = "NAME",
      split = ",",
      description = "Only this deployment; several with commas between.")
  private List<String> deployments = List.of();

  /**
   * To be called before the first incident.
   *
   * @throws WrongUsage when there is no such severity
   */
  void check() {
    if (severity != null && rank(severity) < 0) {
      throw new WrongUsage(
          "--severity '" + severity + "': expected one of low, medium, high, critical");
    }
  }

  boolean wants(String symptom, String itsSeverity, String deployment) {
    return (symptoms.isEmpty() || symptoms.contains(symptom))
        && (deployments.isEmpty() || deployments.contains(deployment))
        && (severity == null || rank(itsSeverity) >= rank(severity));
  }

  private static int rank(String word) {
    try {
      return Severity.valueOf(word.toUpperCase(Locale.ROOT)).number();
    } catch (IllegalArgumentException unknown) {
      return -1;
    }
  }
}

package io.logtriage.patterns.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The built-in catalogue as a page for people, so that what the documentation says is what the
 * engine does. A test holds the page in {@code docs} against it.
 */
public final class SymptomPage {
  private static final int LINES = 6;
  private static final int LONGEST = 240;

  private final StringBuilder page = new StringBuilder();

  private SymptomPage() {}

  /**
   * Writes the page.
   *
   * @param arguments the file to write
   */
  public static void main(String[] arguments) throws IOException {
    Files.writeString(Path.of(arguments[0]), of(Catalogue.builtIn()));
  }

  /** The page as Markdown. */
  public static String of(Catalogue catalogue) {
    SymptomPage page = new SymptomPage();
    List<Symptom> symptoms =
        catalogue.symptoms().stream()
            .sorted(Comparator.comparing(Symptom::section).thenComparing(Symptom::id))
            .toList();
    page.introduction(symptoms);
    symptoms.forEach(page::symptom);
    return page.page.toString();
  }

  private void introduction(List<Symptom> symptoms) {
    line("# Symptoms");
    line("");
    line(
        "What logtriage recognises, in the order of the troubleshooting guide's sections. This page is");
    line(
        "generated from the symptom files; change those. `logtriage explain LINE` says what a line shows");
    line("and why, `logtriage symptoms` prints this in the terminal.");
    line("");
    line("| guide | symptom | severity | |");
    line("|---|---|---|---|");
    for (Symptom symptom : symptoms) {
      line(
          "| "
              + symptom.section()
              + " | ["
              + symptom.id()
              + "](#"
              + symptom.id()
              + ") | "
              + severity(symptom)
              + " | "
              + symptom.title()
              + " |");
    }
  }

  private void symptom(Symptom symptom) {
    line("");
    line("## " + symptom.id());
    line("");
    line(
        symptom.title()
            + (symptom.isOfPipeline()
                ? ". Told by `run` about its own sources, never by `scan` or `replay`"
                : ". Guide " + symptom.section())
            + ", severity "
            + severity(symptom)
            + escalations(symptom)
            + ". "
            + opens(symptom));
    if (!symptom.isOfPipeline()) {
      examples(symptom);
    }
    causes(symptom);
    list("Check", symptom.remedy().checks());
    list("Fix", symptom.remedy().fixes());
    list("Verify", symptom.remedy().verify());
  }

  private void examples(Symptom symptom) {
    line("");
    line("It looks like this:");
    line("");
    line("```");
    symptom.examples().match().stream().limit(LINES).forEach(example -> example(example.text()));
    line("```");
  }

  private static String opens(Symptom symptom) {
    String rate =
        symptom.patterns().stream()
            .filter(LinePattern.Rate.class::isInstance)
            .map(pattern -> rate((LinePattern.Rate) pattern))
            .findFirst()
            .orElse("");
    Symptom.OpenCondition open = symptom.open();
    String when =
        open.count() <= 1
            ? "The first finding opens an incident"
            : open.words() + " open an incident";
    return rate
        + when
        + weaker(symptom)
        + "; it is resolved after "
        + symptom.quiet().toMinutes()
        + " quiet minutes"
        + (symptom.recovery().isEmpty() ? "" : ", or " + recovery(symptom))
        + ".";
  }

  private static String recovery(Symptom symptom) {
    return symptom.recovery().contains(new RecoverySign.RouteAnswers())
        ? "once a route that had failed has answered for a minute"
        : "a minute after a start that succeeded";
  }

  private static String escalations(Symptom symptom) {
    StringBuilder text = new StringBuilder();
    for (Escalation step : symptom.escalations()) {
      text.append(", ").append(step.severity().word());
      if (step.count() > 0) {
        text.append(" from ").append(step.count()).append(" findings within ");
        text.append(step.within().toSeconds()).append(" s");
      }
      if (step.hosts() > 0) {
        text.append(step.count() > 0 ? " or on " : " on ").append(step.hosts()).append(" hosts");
      }
    }
    return text.toString();
  }

  /** What opens later (or sooner) than the rest. */
  private static String weaker(Symptom symptom) {
    return symptom.patterns().stream()
        .filter(LinePattern.Opening.class::isInstance)
        .map(pattern -> weaker((LinePattern.Opening) pattern))
        .distinct()
        .map(words -> ", of some lines " + words)
        .collect(Collectors.joining());
  }

  private static String weaker(LinePattern.Opening opening) {
    String open = opening.open().words();
    return opening.pattern() instanceof LinePattern.Again again
        ? open + " (" + again.words() + ")"
        : open;
  }

  private static String rate(LinePattern.Rate rate) {
    return "Found where at least "
        + rate.percent()
        + " % of "
        + rate.minimumRequests()
        + " or more requests within "
        + rate.window().toSeconds()
        + " s "
        + (rate.of() == LinePattern.Rate.Of.ERRORS
            ? "fail. "
            : "take longer than " + rate.above().toMillis() + " ms. ");
  }

  private void causes(Symptom symptom) {
    if (!symptom.causedBy().isEmpty()) {
      line("");
      line(
          "Often caused by: "
              + links(symptom.causedBy().stream().map(Symptom.CauseRule::symptom).toList())
              + ".");
    }
    if (!symptom.explainedBy().isEmpty()) {
      line("");
      line(
          "No incident of its own when the same process showed: "
              + links(symptom.explainedBy().stream().map(Symptom.AbsorptionRule::symptom).toList())
              + ".");
    }
  }

  private static String links(List<String> symptoms) {
    return String.join(
        ", ", symptoms.stream().distinct().map(id -> "[" + id + "](#" + id + ")").toList());
  }

  private void example(String text) {
    text.stripTrailing()
        .lines()
        .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "..." : line)
        .forEach(this::line);
  }

  private void list(String title, List<String> entries) {
    line("");
    line("**" + title + "**");
    line("");
    entries.forEach(entry -> line("- " + entry));
  }

  private static String severity(Symptom symptom) {
    return symptom.severity().name().toLowerCase(Locale.ROOT);
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}

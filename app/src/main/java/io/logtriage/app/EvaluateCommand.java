package io.logtriage.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.patterns.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "evaluate",
    description =
        "Runs labelled excerpts through the whole engine: precision and recall per symptom.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  logtriage evaluate labelled.jsonl --min-recall 0.97"})
final class EvaluateCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Console console;

  @Mixin private SymptomOptions symptoms;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "JSON lines: id, kind, symptom, also, lines.")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "One object per excerpt, then a summary.")
  private boolean json;

  @Option(
      names = "--min-precision",
      paramLabel = "X",
      defaultValue = "0",
      description = "Fail below it.")
  private double minimumPrecision;

  @Option(
      names = "--min-recall",
      paramLabel = "X",
      defaultValue = "0",
      description = "Fail below it.")
  private double minimumRecall;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    refuseUnlessShare("--min-precision", minimumPrecision);
    refuseUnlessShare("--min-recall", minimumRecall);
    List<Excerpt> excerpts = files.stream().flatMap(file -> Excerpt.read(file).stream()).toList();
    if (excerpts.isEmpty()) {
      throw new CommandFailure("no excerpt in " + files + ": expected one JSON object per line");
    }
    Engine engine = symptoms.engine();
    Score total = new Score();
    Map<String, Score> bySymptom = new TreeMap<>();
    for (Excerpt excerpt : excerpts) {
      Set<String> found = ExcerptRun.symptoms(engine, excerpt);
      count(excerpt, found, total, bySymptom);
      if (json) {
        console.json(result(excerpt, found));
      } else if (!excerpt.satisfiedBy(found) || !found.stream().allMatch(excerpt::allows)) {
        console.print(
            SafeText.line(
                excerpt.id()
                    + ": expected "
                    + excerpt.symptom()
                    + ", also "
                    + excerpt.also()
                    + ", found "
                    + found));
      }
    }
    summary(total, bySymptom);
    boolean good = total.precision() >= minimumPrecision && total.recall() >= minimumRecall;
    if (!good) {
      console.note(
          String.format(
              Locale.ROOT,
              "logtriage: precision %.3f and recall %.3f, expected at least %.3f and %.3f",
              total.precision(),
              total.recall(),
              minimumPrecision,
              minimumRecall));
    }
    return good ? Cli.DONE : Cli.FAILED;
  }

  private static void refuseUnlessShare(String option, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new WrongUsage(option + " " + value + ": expected a share from 0 to 1");
    }
  }

  private static void count(
      Excerpt excerpt, Set<String> found, Score total, Map<String, Score> bySymptom) {
    if (excerpt.expectsSymptom()) {
      boolean hit = excerpt.satisfiedBy(found);
      total.expect(hit);
      score(bySymptom, excerpt.symptom()).expect(hit);
    }
    for (String id : found) {
      boolean right = excerpt.allows(id);
      total.find(right);
      score(bySymptom, id).find(right);
    }
  }

  private static Score score(Map<String, Score> bySymptom, String id) {
    return bySymptom.computeIfAbsent(id, key -> new Score());
  }

  private static String result(Excerpt excerpt, Set<String> found) {
    ObjectNode node = JSON.createObjectNode();
    node.put("id", excerpt.id());
    node.put("expected", excerpt.symptom());
    excerpt.also().forEach(node.putArray("also")::add);
    found.forEach(node.putArray("found")::add);
    return node.toString();
  }

  private void summary(Score total, Map<String, Score> bySymptom) {
    if (json) {
      ObjectNode node = JSON.createObjectNode();
      total.write(node.putObject("summary"));
      ObjectNode symptomsNode = node.putObject("symptoms");
      bySymptom.forEach((id, score) -> score.write(symptomsNode.putObject(id)));
      console.json(node.toString());
      return;
    }
    bySymptom.forEach((id, score) -> console.print(score.row(id)));
    console.print(total.row("all"));
  }

  /** Counts behind precision and recall. */
  private static final class Score {
    private int expected;
    private int recalled;
    private int found;
    private int right;

    void expect(boolean hit) {
      expected++;
      recalled += hit ? 1 : 0;
    }

    void find(boolean isRight) {
      found++;
      right += isRight ? 1 : 0;
    }

    double precision() {
      return found == 0 ? 1 : (double) right / found;
    }

    double recall() {
      return expected == 0 ? 1 : (double) recalled / expected;
    }

    void write(ObjectNode node) {
      node.put("precision", precision());
      node.put("recall", recall());
      node.put("expected", expected);
      node.put("recalled", recalled);
      node.put("found", found);
      node.put("right", right);
    }

    String row(String name) {
      return String.format(
          Locale.ROOT,
          "%-22s precision %.3f (%d of %d)  recall %.3f (%d of %d)",
          name,
          precision(),
          right,
          found,
          recall(),
          recalled,
          expected);
    }
  }
}

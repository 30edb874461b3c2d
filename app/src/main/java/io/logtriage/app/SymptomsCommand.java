package io.logtriage.app;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Examples;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.catalogue.yaml.CatalogueLoader;
import io.logtriage.streams.scan.TimedExamples;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "symptoms",
    description = "The catalogue: what is recognised, and what to do about it.",
    mixinStandardHelpOptions = true,
    subcommands = {SymptomsCommand.Check.class, SymptomsCommand.Example.class},
    footer = {
      "",
      "Examples:  logtriage symptoms worker-timeout",
      "           logtriage symptoms example > my-symptoms/queue-full.yaml",
      "           logtriage symptoms check ./my-symptoms"
    })
final class SymptomsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin private SymptomOptions symptoms;

  @Parameters(paramLabel = "ID", arity = "0..1", description = "One symptom, in full.")
  private @Nullable String id;

  SymptomsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Catalogue catalogue = symptoms.catalogue();
    if (id == null) {
      list(catalogue.symptoms());
    } else {
      Symptom symptom =
          catalogue
              .find(id)
              .orElseThrow(
                  () ->
                      new CommandFailure(
                          "no symptom '" + id + "'; 'logtriage symptoms' lists those there are"));
      describe(symptom);
    }
    return Cli.DONE;
  }

  private void list(List<Symptom> list) {
    int width = list.stream().mapToInt(symptom -> symptom.id().length()).max().orElse(0);
    for (Symptom symptom : list) {
      console.print(
          String.format(
              "%-4s %-" + width + "s  %-8s  %s",
              symptom.section(),
              symptom.id(),
              symptom.severity().word(),
              symptom.title()));
    }
  }

  private void describe(Symptom symptom) {
    console.print(symptom.id() + ": " + symptom.title());
    console.print("guide section " + symptom.section() + ", severity " + symptom.severity().word());
    section("looks like", symptom.examples().match().stream().map(Examples.Match::text).toList());
    section(
        "may be caused by", symptom.causedBy().stream().map(Symptom.CauseRule::symptom).toList());
    section("check", symptom.remedy().checks());
    section("fix", symptom.remedy().fixes());
    section("verify", symptom.remedy().verify());
  }

  private void section(String title, List<String> items) {
    if (items.isEmpty()) {
      return;
    }
    console.print("");
    console.print(title + ":");
    items.forEach(
        item -> console.print("  - " + item.strip().lines().collect(Collectors.joining("\n    "))));
  }

  @Command(
      name = "check",
      description = "Checks symptom files of your own, as every command that loads them does.",
      mixinStandardHelpOptions = true)
  static final class Check implements Callable<Integer> {
    private final Console console;

    @Parameters(
        paramLabel = "DIR",
        arity = "0..1",
        description = "The folder (default: the built-in catalogue, which the build has checked).")
    private @Nullable Path folder;

    Check(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      Catalogue catalogue = folder == null ? Catalogue.builtIn() : SymptomOptions.load(folder);
      List<TimedExamples.Failure> failures = new TimedExamples(Engine.of(catalogue)).check();
      failures.forEach(failure -> console.note(failure.toString()));
      if (!failures.isEmpty()) {
        throw new CommandFailure(
            failures.size() + " timed examples do not do what they say (above)");
      }
      console.print(
          catalogue.symptoms().size() + " symptoms, no problem, catalogue " + catalogue.hash());
      return Cli.DONE;
    }
  }

  @Command(
      name = "example",
      description = "A symptom file that loads, to begin one of your own with.",
      mixinStandardHelpOptions = true)
  static final class Example implements Callable<Integer> {
    private final Console console;

    Example(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      CatalogueLoader.example().lines().forEach(console::print);
      return Cli.DONE;
    }
  }
}

package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.yaml.Problem;
import io.logtriage.patterns.yaml.Suggestion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads folders of symptom files, one {@code .yaml} each, and checks them: every problem of a
 * folder is reported together, with file and line.
 */
public final class CatalogueLoader {
  private static final String EXAMPLE = "queue-full.yaml";
  private static final long MAX_FILE = 1024 * 1024;

  private CatalogueLoader() {}

  /**
   * The built-in symptoms and those of {@code directory}, which replace built-in ones of the same
   * id.
   *
   * @throws InvalidCatalogueException when anything in the folder cannot be used
   */
  public static Catalogue load(Path directory) {
    return load(Catalogue.builtIn(), directory);
  }

  /**
   * {@code base} and the symptoms of {@code directory}.
   *
   * @throws InvalidCatalogueException when anything in the folder cannot be used
   */
  public static Catalogue load(Catalogue base, Path directory) {
    List<Problem> problems = new ArrayList<>();
    List<SymptomFile> files = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (Path path : symptomFiles(directory, problems)) {
      named.add(path.getFileName().toString().replaceFirst("\\.ya?ml$", ""));
      text(path, problems)
          .flatMap(yaml -> new SymptomReader(path.toString(), problems).read(yaml))
          .ifPresent(files::add);
    }
    Catalogue catalogue = merge(base, files, problems);
    catalogue.symptoms().forEach(symptom -> named.add(symptom.id()));
    refuseUnknownSymptoms(named, files, problems);
    problems.addAll(ExampleCheck.problems(catalogue, files));
    if (!problems.isEmpty()) {
      throw new InvalidCatalogueException(problems);
    }
    return catalogue;
  }

  /**
   * What would be wrong with these files, if they lay in one folder: all that {@link #load(Path)}
   * finds, but for references to symptoms that are nowhere.
   *
   * @param files texts by name, {@code queue-full.yaml}
   */
  public static List<Problem> check(Catalogue base, Map<String, String> files) {
    List<Problem> problems = new ArrayList<>();
    List<SymptomFile> read = new ArrayList<>();
    files.forEach(
        (name, yaml) -> new SymptomReader(name, problems).read(yaml).ifPresent(read::add));
    problems.addAll(ExampleCheck.problems(merge(base, read, problems), read));
    return List.copyOf(problems);
  }

  private static Catalogue merge(Catalogue base, List<SymptomFile> files, List<Problem> problems) {
    Set<String> seen = new HashSet<>();
    List<Symptom> symptoms = new ArrayList<>();
    for (SymptomFile file : files) {
      if (seen.add(file.symptom().id())) {
        symptoms.add(file.symptom());
      } else {
        problems.add(
            new Problem(file.file(), 0, "symptom " + file.symptom().id() + " is defined twice"));
      }
    }
    return base.with(symptoms);
  }

  /** Refers to what does not exist; a file that could not be read may have held it. */
  private static void refuseUnknownSymptoms(
      Set<String> named, List<SymptomFile> files, List<Problem> problems) {
    for (SymptomFile file : files) {
      Stream.concat(
              file.symptom().causedBy().stream().map(Symptom.CauseRule::symptom),
              file.symptom().explainedBy().stream().map(Symptom.AbsorptionRule::symptom))
          .filter(id -> !named.contains(id))
          .forEach(
              id ->
                  problems.add(
                      new Problem(
                          file.file(),
                          file.line(id),
                          "there is no symptom '"
                              + id
                              + "'"
                              + Suggestion.of(id, named)
                              + "; correct the id or add its file")));
    }
  }

  private static List<Path> symptomFiles(Path directory, List<Problem> problems) {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> files =
          entries.filter(path -> path.toString().matches(".*\\.ya?ml")).sorted().toList();
      if (files.isEmpty()) {
        problems.add(
            new Problem(
                directory.toString(),
                0,
                "no symptom file (.yaml) in this folder; begin with the one that 'logtriage symptoms"
                    + " example' prints, named after its id"));
      }
      return files;
    } catch (IOException e) {
      problems.add(
          new Problem(
              directory.toString(),
              0,
              Files.exists(directory)
                  ? "cannot be read as a folder of symptom files (" + e + ")"
                  : "there is no such folder; give an existing folder, or begin one with what"
                      + " 'logtriage symptoms example' prints"));
      return List.of();
    }
  }

  /** A symptom file that loads, to begin one's own with. */
  public static String example() {
    try (InputStream in = CatalogueLoader.class.getResourceAsStream(EXAMPLE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + EXAMPLE + " is missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + EXAMPLE, e);
    }
  }

  private static Optional<String> text(Path path, List<Problem> problems) {
    try {
      if (Files.size(path) > MAX_FILE) {
        problems.add(new Problem(path.toString(), 0, "larger than 1 MB; expected one symptom"));
        return Optional.empty();
      }
      return Optional.of(Files.readString(path));
    } catch (CharacterCodingException e) {
      problems.add(new Problem(path.toString(), 0, "not UTF-8; save the file as UTF-8"));
    } catch (IOException e) {
      problems.add(new Problem(path.toString(), 0, "cannot be read: " + e));
    }
    return Optional.empty();
  }
}

package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.yaml.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads folders of symptom files, one {@code .yaml} each, and checks them: every problem of a
 * folder is reported together, with file and line.
 */
public final class CatalogueLoader {
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
    for (Path path : symptomFiles(directory, problems)) {
      text(path, problems)
          .flatMap(yaml -> new SymptomReader(path.toString(), problems).read(yaml))
          .ifPresent(files::add);
    }
    Catalogue catalogue = merge(base, files, problems);
    refuseUnknownSymptoms(catalogue, files, problems);
    if (problems.isEmpty()) {
      problems.addAll(ExampleCheck.problems(catalogue, files));
    }
    if (!problems.isEmpty()) {
      throw new InvalidCatalogueException(problems);
    }
    return catalogue;
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
      Catalogue catalogue, List<SymptomFile> files, List<Problem> problems) {
    if (!problems.isEmpty()) {
      return;
    }
    for (SymptomFile file : files) {
      Stream.concat(
              file.symptom().causedBy().stream().map(Symptom.CauseRule::symptom),
              file.symptom().explainedBy().stream().map(Symptom.AbsorptionRule::symptom))
          .filter(id -> catalogue.find(id).isEmpty())
          .forEach(
              id ->
                  problems.add(
                      new Problem(
                          file.file(),
                          file.line(id),
                          "there is no symptom '" + id + "'; correct the id or add its file")));
    }
  }

  private static List<Path> symptomFiles(Path directory, List<Problem> problems) {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> files =
          entries.filter(path -> path.toString().matches(".*\\.ya?ml")).sorted().toList();
      if (files.isEmpty()) {
        problems.add(
            new Problem(directory.toString(), 0, "no symptom file (.yaml) in this folder"));
      }
      return files;
    } catch (IOException e) {
      problems.add(
          new Problem(
              directory.toString(),
              0,
              "cannot be read as a folder of symptom files (" + e + "); give an existing folder"));
      return List.of();
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

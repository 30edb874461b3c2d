package io.logtriage.app;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.yaml.CatalogueLoader;
import io.logtriage.patterns.catalogue.yaml.InvalidCatalogueException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which symptoms are looked for. */
final class SymptomOptions {
  @Option(
      names = "--symptoms",
      paramLabel = "DIR",
      description = "Folder with symptom files of your own, added to the built-in ones.")
  @Nullable Path folder;

  Catalogue catalogue() {
    return folder == null ? Catalogue.builtIn() : load(folder);
  }

  /**
   * The built-in symptoms and those of a folder; every problem of the folder is told, one a line.
   */
  static Catalogue load(Path folder) {
    try {
      return CatalogueLoader.load(folder);
    } catch (InvalidCatalogueException invalid) {
      throw new CommandFailure(
          "the symptom files in " + folder + " cannot be used:\n" + invalid.getMessage(), invalid);
    }
  }

  Engine engine() {
    return Engine.of(catalogue());
  }
}

package io.logtriage.patterns.catalogue.yaml;

import io.logtriage.patterns.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Run by the build: checks the built-in symptom files and writes what {@code builtIn()} reads. */
public final class CompileCatalogue {

  private CompileCatalogue() {}

  /**
   * Fails the build with every problem found.
   *
   * @param arguments folder of symptom files, file to write
   */
  public static void main(String[] arguments) throws IOException {
    Path source = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    byte[] bytes = CatalogueLoader.load(Catalogue.of(List.of()), source).toBytes();
    Files.createDirectories(target.toAbsolutePath().getParent());
    Files.write(target, bytes);
  }
}

package io.logtriage.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder that goes, with all in it, when its command ends. */
record TemporaryFolder(Path path) implements AutoCloseable {
  static TemporaryFolder create(String name) {
    try {
      return new TemporaryFolder(Files.createTempDirectory("logtriage-" + name));
    } catch (IOException impossible) {
      throw new CommandFailure(
          "cannot create a temporary folder in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + impossible,
          impossible);
    }
  }

  @Override
  public void close() {
    remove(path);
  }

  /** Removes a folder with all in it, if it is there. */
  static void remove(Path path) {
    try (Stream<Path> files = Files.walk(path)) {
      files.sorted(Comparator.reverseOrder()).forEach(TemporaryFolder::delete);
    } catch (IOException | UncheckedIOException gone) {
      // What is gone already need not be deleted.
      return;
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException busy) {
      file.toFile().deleteOnExit();
    }
  }
}

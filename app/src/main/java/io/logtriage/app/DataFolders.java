package io.logtriage.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that a command keeps its state in when none is given. */
final class DataFolders {
  private DataFolders() {}

  /** A folder of that name for this user, kept between starts of one boot. */
  static Path temporary(String name) {
    return Path.of(
        System.getProperty("java.io.tmpdir"), "logtriage-" + System.getProperty("user.name"), name);
  }

  static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException impossible) {
      throw new CommandFailure(
          "cannot create the folder "
              + folder
              + ": "
              + impossible
              + "; give another one, or make it writable",
          impossible);
    }
  }
}

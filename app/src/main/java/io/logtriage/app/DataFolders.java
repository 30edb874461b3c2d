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

  /** A folder for what must outlive a reboot: {@code $XDG_STATE_HOME/logtriage} or its default. */
  static Path state(String name) {
    String configured = System.getenv("XDG_STATE_HOME");
    Path base =
        configured == null || configured.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "state")
            : Path.of(configured);
    return base.resolve("logtriage").resolve(name);
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

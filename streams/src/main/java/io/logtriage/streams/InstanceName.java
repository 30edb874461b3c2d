package io.logtriage.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name under which an instance is known to its group: kept in the state folder, so that after a
 * kill the same one comes back and takes its partitions at once, without waiting until its
 * predecessor counts as lost.
 */
final class InstanceName {
  private static final String FILE = "instance";
  private static final String FORM = "[a-z0-9-]{1,100}";

  private InstanceName() {}

  /** The name in that folder, made up when there is none. */
  static String of(Path stateDir) {
    Path file = stateDir.resolve(FILE);
    try {
      Files.createDirectories(stateDir);
      try {
        Files.writeString(
            file, UUID.randomUUID().toString(), java.nio.file.StandardOpenOption.CREATE_NEW);
      } catch (FileAlreadyExistsException known) {
        String name = Files.readString(file, UTF_8).strip();
        if (name.matches(FORM)) {
          return name;
        }
        Files.writeString(file, UUID.randomUUID().toString());
      }
      return Files.readString(file, UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}

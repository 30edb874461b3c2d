package io.logtriage.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Which file a path leads to: device and inode, which stay when it is renamed. */
final class FileIdentity {
  private FileIdentity() {}

  static String of(Path path, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key == null ? path.toString() : key.toString();
  }

  /**
   * Rotation may have renamed a file since the search found it: reading another in its place would
   * lose the lines of one and double those of the other.
   *
   * @throws RenamedException when the path leads to another file by now
   */
  static void check(Path path, String identity) throws IOException {
    String now = of(path, Files.readAttributes(path, BasicFileAttributes.class));
    if (!now.equals(identity)) {
      throw new RenamedException();
    }
  }
}

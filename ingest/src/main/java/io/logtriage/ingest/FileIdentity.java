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
   * @return its attributes, of now
   * @throws RenamedException when the path leads to another file by now
   */
  static BasicFileAttributes check(Path path, String identity) throws IOException {
    BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
    if (!of(path, now).equals(identity)) {
      throw new RenamedException();
    }
    return now;
  }
}

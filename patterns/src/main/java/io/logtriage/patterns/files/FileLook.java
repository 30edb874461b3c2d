package io.logtriage.patterns.files;

import java.io.IOException;
import java.io.InputStream;

/**
 * A look into a file.
 *
 * @param compression of what is stored
 * @param kind of what that was made of
 */
record FileLook(Compression compression, FileKind kind) {

  /**
   * Looks at the first 8 KB, uncompressed. When they are all NULs, as in a file that was truncated
   * below its writer, at the last 8 KB.
   *
   * @param size in bytes, as stored
   */
  static FileLook into(Content content, long size) throws IOException {
    byte[] head = read(content, 0);
    Compression compression = Compression.of(head);
    if (compression != Compression.NONE) {
      try (InputStream in = compression.open(content)) {
        return new FileLook(compression, FileKind.of(new Peeked(in).headOrFailure()));
      }
    }
    FileKind kind = FileKind.of(head);
    if (kind == FileKind.EMPTY && head.length > 0) {
      kind = FileKind.of(read(content, Math.max(0, size - FileKind.HEAD)));
      kind = kind == FileKind.COMPRESSED || kind == FileKind.TAR ? FileKind.TEXT : kind;
    }
    return new FileLook(compression, kind);
  }

  private static byte[] read(Content content, long from) throws IOException {
    try (InputStream in = content.open()) {
      in.skipNBytes(from);
      return in.readNBytes(FileKind.HEAD);
    }
  }
}

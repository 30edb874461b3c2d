package io.logtriage.patterns.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the bytes of a file lie: in a file of their own, or in another one. */
public interface Content {

  /** Opens it at its beginning, as it is stored; may be done again and again. */
  InputStream open() throws IOException;

  /** Whether it must be read from its beginning to get anywhere. */
  default boolean sequential() {
    return false;
  }

  /** A whole file. */
  static Content of(Path file) {
    return () -> Files.newInputStream(file);
  }
}

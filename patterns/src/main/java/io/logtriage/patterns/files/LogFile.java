package io.logtriage.patterns.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * One file of a source, as it was when it was found.
 *
 * @param gzip whether its bytes are compressed, whatever its name says
 * @param size in bytes, as stored
 * @param modified when it was last written to, epoch milliseconds
 */
public record LogFile(Path path, boolean gzip, long size, long modified) {

  public LogFile {
    requireNonNull(path, "path is null");
  }

  /** Opens it for reading lines, uncompressed. */
  public InputStream open() throws IOException {
    InputStream in = Files.newInputStream(path);
    if (!gzip) {
      return in;
    }
    try {
      return new GZIPInputStream(in, 1 << 16);
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }
}

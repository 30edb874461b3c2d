package io.logtriage.patterns.files;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * One file of a source, as it was when it was found.
 *
 * @param path of the file; of a member of a tar, the tar's with the member's behind it
 * @param compression of its bytes, whatever its name says
 * @param size in bytes, as stored
 * @param modified when it was last written to, epoch milliseconds
 * @param content where its bytes are
 */
public record LogFile(
    Path path, Compression compression, long size, long modified, Content content) {

  public LogFile {
    requireNonNull(path, "path is null");
    requireNonNull(compression, "compression is null");
    requireNonNull(content, "content is null");
  }

  /** A file of its own. */
  public LogFile(Path path, boolean gzip, long size, long modified) {
    this(path, gzip ? Compression.GZIP : Compression.NONE, size, modified, Content.of(path));
  }

  public boolean gzip() {
    return compression == Compression.GZIP;
  }

  /** Whether its size says nothing of how much text it holds. */
  public boolean compressed() {
    return compression != Compression.NONE;
  }

  /** Whether it must be read from its beginning to get anywhere. */
  public boolean sequential() {
    return compressed() || content.sequential();
  }

  /** Opens it for reading lines, uncompressed. */
  public InputStream open() throws IOException {
    return compression.open(content);
  }
}

package io.logtriage.ingest;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.files.LogFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * The bytes that a file was last read up to: tells files apart that begin alike, as two runs of a
 * program do that greets with a long banner.
 *
 * @param end where these bytes end in the uncompressed file
 * @param bytes of them
 */
record Mark(long end, Fingerprint bytes) {
  static final Mark NONE = new Mark(0, Fingerprint.NONE);

  private static final int LENGTH = 256;

  Mark {
    requireNonNull(bytes, "bytes is null");
  }

  /** Of an open file that was read up to {@code end}; does not move its position. */
  static Mark of(FileChannel channel, long end) throws IOException {
    long from = Math.max(0, end - LENGTH);
    Head bytes = Head.of(channel, from, (int) (end - from));
    return new Mark(end, bytes.fingerprint());
  }

  /** Of bytes that were read, the last of which stands before {@code end}. */
  static Mark of(byte[] read, int from, int to, long end) {
    return new Mark(end, Head.of(read, Math.max(from, to - LENGTH), to).fingerprint());
  }

  /** Whether other bytes stand in this file; it may be shorter. */
  boolean contradicts(FileChannel channel) throws IOException {
    return bytes.length() > 0
        && channel.size() >= end
        && !Head.of(channel, end - bytes.length(), bytes.length()).has(bytes);
  }

  /** Whether other bytes stand in this file; it may be shorter, or its compression damaged. */
  boolean contradicts(Path file, boolean gzip) throws IOException {
    if (bytes.length() == 0) {
      return false;
    }
    if (!gzip) {
      try (FileChannel channel = FileChannel.open(file)) {
        return contradicts(channel);
      }
    }
    try (InputStream text = new LogFile(file, true, 0, 0).open()) {
      text.skipNBytes(end - bytes.length());
      Head head = Head.of(text, bytes.length());
      return head.length() == bytes.length() && !head.has(bytes);
    } catch (EOFException | ZipException e) {
      return false;
    }
  }
}

package io.logtriage.ingest;

import io.logtriage.patterns.files.LineReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** Finds where the last line of a file begins, so that nobody begins in the middle of it. */
final class LastLine {
  private static final int PIECE = 8192;

  private LastLine() {}

  /**
   * Behind the last newline before {@code end}; where none is in reach of the longest line, as far
   * back as that.
   *
   * @throws IOException when the file cannot be read
   */
  static long begin(Path file, long end) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      ByteBuffer piece = ByteBuffer.allocate(PIECE);
      long first = Math.max(0, end - LineReader.MAX_LINE);
      for (long to = end; to > first; to -= PIECE) {
        long from = Math.max(first, to - PIECE);
        piece.clear().limit((int) (to - from));
        int count = 0;
        while (count >= 0 && piece.hasRemaining()) {
          count = channel.read(piece, from + piece.position());
        }
        for (int i = piece.position() - 1; i >= 0; i--) {
          if (piece.get(i) == '\n') {
            return from + i + 1;
          }
        }
      }
      return first;
    }
  }
}

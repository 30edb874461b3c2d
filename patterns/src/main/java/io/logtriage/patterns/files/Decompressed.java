package io.logtriage.patterns.files;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * What a compressed file was made of. Where the compression is damaged it says so with the place,
 * and it ends where the text is so much longer than the file that no log could be: a bomb.
 */
final class Decompressed extends InputStream implements PartlyRead {
  /** So much text is read of any file. */
  private static final long FREE = 1L << 30;

  /** Of more, only so many times the size of what was read of the file. */
  private static final int MAX_RATIO = 2_000;

  private final Stored stored;
  private final InputStream text;
  private long read;

  private Decompressed(Stored stored, InputStream text) {
    this.stored = stored;
    this.text = text;
  }

  /** Takes over {@code in}, and closes it when it fails. */
  static Decompressed open(Compression compression, InputStream in) throws IOException {
    Stored stored = new Stored(in);
    try {
      InputStream buffered = new BufferedInputStream(stored, 1 << 16);
      return new Decompressed(stored, compression.decompress(buffered));
    } catch (IOException | RuntimeException | LinkageError e) {
      in.close();
      throw stored.explain(e, 0);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    int now;
    try {
      now = text.read(bytes, offset, count);
    } catch (IOException | RuntimeException e) {
      throw stored.explain(e, read);
    }
    read += Math.max(0, now);
    if (read > FREE && read / MAX_RATIO > stored.read) {
      throw new DamagedException(
          "expands to more than "
              + MAX_RATIO
              + " times its size, which no log does; what comes before byte "
              + read
              + " of its text is read");
    }
    return now;
  }

  @Override
  public long storedRead() {
    return stored.read;
  }

  @Override
  public void close() throws IOException {
    text.close();
    stored.close();
  }

  /** Counts what is read, and remembers whether reading itself failed. */
  private static final class Stored extends FilterInputStream {
    private long read;
    private @Nullable IOException failure;

    Stored(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      try {
        int now = in.read(bytes, offset, count);
        read += Math.max(0, now);
        return now;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    IOException explain(Throwable thrown, long text) {
      if (failure != null) {
        return failure;
      }
      if (thrown instanceof LinkageError) {
        return new IOException(
            "its compression is not supported on this system: " + thrown, thrown);
      }
      if (thrown instanceof DamagedException damaged) {
        return damaged;
      }
      return new DamagedException(
          "its compression is damaged or breaks off; what comes before byte "
              + text
              + " of its text is read (byte "
              + read
              + " as stored)",
          thrown);
    }
  }
}

package io.logtriage.patterns.files;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Where members of a compressed tar are kept until they are read, one after another and compressed
 * quickly, so that each can be read by itself. The file loses its name at once: nothing is left of
 * it however the process ends.
 */
final class Spool {
  /** Fast, and small in memory when many are read at once. */
  private static final int LEVEL = 1;

  private static final int WINDOW_LOG = 17;

  /** So much must stay free for others, bytes. */
  private static final long KEEP_FREE = 256L << 20;

  private static final long LOOK_EVERY = 32L << 20;

  private @Nullable FileChannel channel;
  private long end;
  private long looked;

  /**
   * What was kept.
   *
   * @param content it again, as it was given
   * @param size of it, bytes
   * @param failure why it is not all; null when it is
   */
  record Kept(Content content, long size, @Nullable IOException failure) {}

  private record Packed(Segment segment) implements Content {

    @Override
    public InputStream open() throws IOException {
      return Compression.ZSTD.open(segment);
    }

    @Override
    public boolean sequential() {
      return true;
    }
  }

  /**
   * Keeps all that {@code in} gives.
   *
   * @throws IOException when it cannot be written
   */
  Kept keep(InputStream in) throws IOException {
    FileChannel file = channel();
    long start = end;
    long size = 0;
    IOException failure = null;
    try (ZstdOutputStreamNoFinalizer out = new ZstdOutputStreamNoFinalizer(new End(), LEVEL)) {
      out.setWindowLog(WINDOW_LOG);
      byte[] buffer = new byte[1 << 16];
      int count = 0;
      while (count >= 0) {
        out.write(buffer, 0, count);
        size += count;
        try {
          count = in.read(buffer);
        } catch (IOException e) {
          failure = e;
          count = -1;
        }
      }
    }
    return new Kept(new Packed(new Segment(file, start, end - start)), size, failure);
  }

  private FileChannel channel() throws IOException {
    FileChannel open = channel;
    if (open == null) {
      Path file = Files.createTempFile("logtriage-unpacked-", ".zst");
      open =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      Files.deleteIfExists(file);
      channel = open;
    }
    return open;
  }

  /** Appends to the file. */
  private final class End extends OutputStream {

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      if (end - looked >= LOOK_EVERY) {
        looked = end;
        refuseToFill();
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, count);
      try {
        while (buffer.hasRemaining()) {
          end += channel().write(buffer, end);
        }
      } catch (IOException e) {
        throw new IOException(noRoom() + " (" + e.getMessage() + ")", e);
      }
    }

    private void refuseToFill() throws IOException {
      Path folder = Path.of(System.getProperty("java.io.tmpdir"));
      if (Files.getFileStore(folder).getUsableSpace() < KEEP_FREE) {
        throw new IOException(noRoom());
      }
    }

    private String noRoom() {
      return "no room to unpack it in "
          + System.getProperty("java.io.tmpdir")
          + "; unpack it first";
    }
  }
}

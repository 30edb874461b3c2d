package io.logtriage.streams.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A stream that another thread reads ahead, a little: while one decompresses, the other looks at
 * the lines.
 */
final class DecoupledStream extends InputStream {
  private static final int SIZE = 256 * 1024;
  private static final int AHEAD = 4;

  private final InputStream in;
  private final BlockingQueue<Piece> full = new ArrayBlockingQueue<>(AHEAD);
  private final Thread reading;
  private Piece current = new Piece(ByteBuffer.allocate(0), false, null);
  private volatile boolean closed;

  /** Some bytes, or what comes instead of more: the end, perhaps by a failure. */
  private record Piece(ByteBuffer bytes, boolean last, @Nullable IOException failure) {}

  /**
   * @param in read by this stream's thread from now on, and closed by it
   */
  DecoupledStream(InputStream in) {
    this.in = in;
    this.reading = ReadAhead.thread(this::readAhead);
  }

  /** Begins to read. */
  DecoupledStream start() {
    reading.start();
    return this;
  }

  private void readAhead() {
    try (in) {
      boolean last = false;
      while (!last && !closed) {
        Piece piece = piece(new byte[SIZE]);
        last = piece.last();
        // Not interrupted by close: that would close the file of others in the same archive.
        while (!closed && !full.offer(piece, 100, TimeUnit.MILLISECONDS)) {}
      }
    } catch (InterruptedException | IOException e) {
      // All that was asked for was read.
    }
  }

  private Piece piece(byte[] bytes) {
    try {
      int length = in.read(bytes, 0, bytes.length);
      return new Piece(ByteBuffer.wrap(bytes, 0, Math.max(0, length)), length < 0, null);
    } catch (IOException | RuntimeException e) {
      IOException failure = e instanceof IOException known ? known : new IOException(e);
      return new Piece(ByteBuffer.allocate(0), true, failure);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    while (!current.bytes().hasRemaining() && !current.last()) {
      take();
    }
    if (current.failure() != null) {
      throw current.failure();
    }
    if (current.last()) {
      return -1;
    }
    int now = Math.min(count, current.bytes().remaining());
    current.bytes().get(bytes, offset, now);
    return now;
  }

  private void take() throws IOException {
    try {
      current = full.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading", e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}

package io.logtriage.patterns.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A part of a file that is open: a member of a tar. The channel is closed by the garbage collector
 * when no segment of it is left.
 */
record Segment(FileChannel channel, long start, long length) implements Content {

  @Override
  public InputStream open() {
    return new InputStream() {
      private long position;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int count) throws IOException {
        int most = (int) Math.min(count, length - position);
        if (count > 0 && most <= 0) {
          return -1;
        }
        int read = channel.read(ByteBuffer.wrap(bytes, offset, most), start + position);
        position += Math.max(0, read);
        return read;
      }

      @Override
      public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, length - position));
        position += skipped;
        return skipped;
      }

      @Override
      public int available() {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(0, length - position));
      }
    };
  }
}

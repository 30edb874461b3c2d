package io.logtriage.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Reads an open file on as long as it is the one that was begun. While much is left to read, a log
 * may be truncated and grow beyond where its reader stands: what is read there then is the middle
 * of something else. Looked at is what stands before it, after each read.
 */
final class SameContent extends InputStream {
  private final FileChannel channel;
  private Fingerprint beginning;
  private Mark mark;
  private long position;
  private boolean replaced;

  /**
   * Begins to read.
   *
   * @param mark bytes that were read before
   */
  SameContent(FileChannel channel, Fingerprint beginning, Mark mark, long position) {
    this.channel = channel;
    this.beginning = beginning;
    this.mark = mark;
    this.position = position;
  }

  /** Of what was read. */
  Fingerprint beginning() {
    return beginning;
  }

  /** The last bytes that were read. */
  Mark mark() {
    return mark;
  }

  /** Whether all of it still stands there. */
  boolean stands() throws IOException {
    return channel.size() >= mark.end() && !mark.contradicts(channel);
  }

  /** Whether it ended because other content stands there. */
  boolean replaced() {
    return replaced;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = replaced ? -1 : channel.read(ByteBuffer.wrap(bytes, from, length), position);
    if (count <= 0) {
      return -1;
    }
    replaced =
        (beginning.length() > 0 && !Head.of(channel).has(beginning)) || mark.contradicts(channel);
    if (replaced) {
      return -1;
    }
    if (position == 0) {
      beginning = Head.of(bytes, from, from + Math.min(count, Head.MAX)).fingerprint();
    }
    position += count;
    mark = Mark.of(bytes, from, from + count, position);
    return count;
  }
}

package io.logtriage.patterns.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A stream whose first bytes were looked at; an error comes where it stands, after all before. */
final class Peeked extends InputStream {
  private final InputStream in;
  private final byte[] head = new byte[FileKind.HEAD];
  private int limit;
  private int next;
  private @Nullable IOException failure;

  /**
   * @param in not closed by this stream
   */
  Peeked(InputStream in) {
    this.in = in;
    try {
      int count = 0;
      while (count >= 0 && limit < head.length) {
        limit += count;
        count = in.read(head, limit, head.length - limit);
      }
    } catch (IOException e) {
      failure = e;
    }
  }

  byte[] head() {
    return Arrays.copyOf(head, limit);
  }

  /** The first bytes, fewer where it breaks off; the error when there are none. */
  byte[] headOrFailure() throws IOException {
    if (limit == 0 && failure != null) {
      throw failure;
    }
    return head();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int count) throws IOException {
    if (next < limit) {
      int now = Math.min(count, limit - next);
      System.arraycopy(head, next, bytes, offset, now);
      next += now;
      return now;
    }
    if (failure != null) {
      throw failure;
    }
    return in.read(bytes, offset, count);
  }
}

package io.logtriage.ingest;

import io.logtriage.patterns.files.LineReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Messages of one connection, framed in either way of RFC 6587, which each message may choose:
 * {@code 42 <13>...}, or ended by a newline or NUL. Of a message over the limit its beginning is
 * kept.
 */
final class SyslogFrames {
  private static final int LONGEST_COUNT = 7;

  private final InputStream in;
  private boolean cut;

  SyslogFrames(InputStream in) {
    this.in = new BufferedInputStream(in, 64 * 1024);
  }

  /** The next message, null at the end. */
  byte @Nullable [] next() throws IOException {
    cut = false;
    int count = count();
    if (count > 0) {
      byte[] message = in.readNBytes(Math.min(count, LineReader.MAX_LINE));
      cut = count > LineReader.MAX_LINE;
      in.skipNBytes(cut ? count - LineReader.MAX_LINE : 0);
      return message;
    }
    return untilEnd();
  }

  /** Whether the last message was longer than the limit. */
  boolean cut() {
    return cut;
  }

  /** Whether the next one can be had without waiting, as far as can be seen. */
  boolean ready() throws IOException {
    return in.available() > 0;
  }

  /** The number before a message; 0 when it has none. */
  private int count() throws IOException {
    in.mark(LONGEST_COUNT + 2);
    int count = 0;
    int digits = 0;
    int next = in.read();
    while (next >= '0' && next <= '9' && digits < LONGEST_COUNT) {
      count = count * 10 + next - '0';
      digits++;
      next = in.read();
    }
    if (digits > 0 && next == ' ' && in.read() == '<') {
      in.reset();
      in.skipNBytes(digits + 1L);
      return count;
    }
    in.reset();
    return 0;
  }

  private byte @Nullable [] untilEnd() throws IOException {
    byte[] message = new byte[512];
    int length = 0;
    int next = in.read();
    if (next < 0) {
      return null;
    }
    while (next > 0 && next != '\n') {
      if (length == LineReader.MAX_LINE) {
        cut = true;
      } else {
        message = length == message.length ? Arrays.copyOf(message, length * 2) : message;
        message[length++] = (byte) next;
      }
      next = in.read();
    }
    return Arrays.copyOf(message, length);
  }
}

package io.logtriage.streams;

import io.logtriage.patterns.redact.Redactor;
import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.WireHeader;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes to the dead letters of a record that was refused: all of it but its secrets. */
final class RefusedRecord {

  private RefusedRecord() {}

  static DeadLetter letter(LogsInput input, String reason, long now) {
    List<WireHeader> headers =
        input.headers().stream()
            .map(header -> new WireHeader(header.name(), redacted(header.value())))
            .toList();
    return new DeadLetter(
        reason,
        input.origin(),
        input.key() == null ? null : redacted(input.key()),
        input.value() == null ? null : redacted(input.value()),
        headers,
        now);
  }

  /** Whatever the bytes are, they are read as lines. */
  private static byte[] redacted(byte[] bytes) {
    ByteArrayOutputStream out = null;
    int copied = 0;
    for (int from = 0; from < bytes.length; ) {
      int to = lineEnd(bytes, from);
      byte @Nullable [] line = Redactor.redact(bytes, from, to);
      if (line != null) {
        out = out == null ? new ByteArrayOutputStream(bytes.length) : out;
        out.write(bytes, copied, from - copied);
        out.writeBytes(line);
        copied = to;
      }
      from = to + 1;
    }
    if (out == null) {
      return bytes;
    }
    out.write(bytes, copied, bytes.length - copied);
    return out.toByteArray();
  }

  private static int lineEnd(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    return end;
  }
}

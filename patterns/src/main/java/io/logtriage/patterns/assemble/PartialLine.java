package io.logtriage.patterns.assemble;

import io.logtriage.patterns.format.PieceHead;
import java.util.Arrays;

/** The pieces so far of one line of one stream, bounded; what is over is counted and left out. */
final class PartialLine {
  private static final int MAX_BYTES = 28 * 1024;
  private static final int MAX_TAIL = 1024;

  /** The first piece's line up to the end of its text, and the text of the others. */
  private byte[] text = new byte[0];

  private int length;

  /** What stands behind the text in the first piece's line. */
  private byte[] tail = new byte[0];

  private int lines;
  private int lastLength;
  private long lastTime;
  private long offset;
  private long arrival;
  private long said;

  boolean isOpen() {
    return lines > 0;
  }

  /** Physical lines so far. */
  int lines() {
    return lines;
  }

  int lastLength() {
    return lastLength;
  }

  long lastTime() {
    return lastTime;
  }

  /** Begins with this piece or goes on with it. */
  void add(PieceHead piece, long newOffset, long newArrival, long newSaid) {
    if (lines == 0) {
      length = 0;
      store(piece.bytes(), piece.lineFrom(), piece.textTo());
      int tailTo = Math.min(piece.lineTo(), piece.textTo() + MAX_TAIL);
      tail = Arrays.copyOfRange(piece.bytes(), piece.textTo(), tailTo);
      offset = newOffset;
      arrival = newArrival;
      said = newSaid;
    } else {
      store(piece.bytes(), piece.textFrom(), piece.textTo());
    }
    lines++;
    lastLength = piece.length();
    lastTime = piece.time();
  }

  /** Hands the line over as if it had been written in one piece. */
  void end(PartialLines.Lines to) {
    byte[] line = Arrays.copyOf(text, length + tail.length);
    System.arraycopy(tail, 0, line, length, tail.length);
    int count = lines;
    lines = 0;
    to.line(line, 0, line.length, offset, arrival, said, count);
  }

  private void store(byte[] bytes, int from, int to) {
    int size = Math.min(to - from, MAX_BYTES - length);
    if (text.length - length < size) {
      text = Arrays.copyOf(text, Math.max(2 * text.length, length + size));
    }
    System.arraycopy(bytes, from, text, length, size);
    length += size;
  }

  void write(StateWriter out) {
    out.number(lines);
    if (lines > 0) {
      out.range(text, length);
      out.range(tail, tail.length);
      out.number(lastLength);
      out.number(lastTime);
      out.number(offset);
      out.number(arrival);
      out.number(said);
    }
  }

  void read(StateReader in) {
    lines = in.index(Integer.MAX_VALUE);
    if (lines > 0) {
      text = in.range(MAX_BYTES);
      length = text.length;
      tail = in.range(MAX_TAIL);
      lastLength = (int) in.number();
      lastTime = in.number();
      offset = in.number();
      arrival = in.number();
      said = in.number();
    }
  }
}

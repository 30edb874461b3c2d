package io.logtriage.patterns.assemble;

import io.logtriage.patterns.format.ParsedEvent;
import io.logtriage.patterns.format.PieceHead;
import io.logtriage.patterns.redact.Redactor;
import java.time.ZoneOffset;

/**
 * Joins what container engines cut: docker and containerd write at most 16 KB of a line into one
 * record and mark that more follows. Each stream's pieces follow each other, whatever the other
 * stream writes in between.
 */
final class PartialLines {
  private static final int STREAMS = 2;

  /** Docker cuts here, and nowhere else; a shorter piece is a line that was not ended. */
  private static final int DOCKERS_PIECE = 16 * 1024;

  /** A line that was not ended goes on at once, or its container was started again. */
  private static final long AT_ONCE = 500;

  private final PieceHead head;
  private final PartialLine[] waiting = new PartialLine[STREAMS];

  /** Whether docker's lines were seen to end: where none does, somebody took the ends away. */
  private boolean ended;

  /** Takes lines that are whole. */
  interface Lines {
    /**
     * Takes one line.
     *
     * @param lines how many physical lines it was
     */
    void line(byte[] bytes, int from, int to, long offset, long arrival, long said, int lines);
  }

  PartialLines() {
    this.head = new PieceHead(ZoneOffset.UTC);
    for (int i = 0; i < STREAMS; i++) {
      waiting[i] = new PartialLine();
    }
  }

  /** Physical lines of pieces that wait for their end. */
  int lines() {
    return waiting[0].lines() + waiting[1].lines();
  }

  /** Takes a physical line and hands over what is whole now. */
  void take(byte[] bytes, int from, int to, long offset, long arrival, long said, Lines lines) {
    if (!head.read(bytes, from, to)) {
      lines.line(bytes, from, to, offset, arrival, said, 1);
      return;
    }
    ended |= head.isEnded();
    PartialLine partial = waiting[head.stream()];
    if (partial.isOpen() && !continues(partial)) {
      partial.end(lines);
    }
    if (isPiece()) {
      byte[] redacted = Redactor.redact(bytes, from, to);
      boolean read = redacted == null || head.read(redacted, 0, redacted.length);
      if (read) {
        partial.add(head, offset, arrival, said);
        return;
      }
    }
    if (partial.isOpen()) {
      partial.add(head, offset, arrival, said);
      partial.end(lines);
    } else {
      lines.line(bytes, from, to, offset, arrival, said, 1);
    }
  }

  /** Hands over what waits: no more comes. */
  void flush(Lines lines) {
    for (PartialLine partial : waiting) {
      if (partial.isOpen()) {
        partial.end(lines);
      }
    }
  }

  private boolean isPiece() {
    return head.isMarked()
        ? !head.isLast()
        : !head.isEnded() && (ended || head.length() >= DOCKERS_PIECE);
  }

  private boolean continues(PartialLine partial) {
    return head.isMarked()
        || partial.lastLength() >= DOCKERS_PIECE
        || (head.time() != ParsedEvent.NO_TIME && head.time() - partial.lastTime() <= AT_ONCE);
  }

  void write(StateWriter out) {
    out.bool(ended);
    for (PartialLine partial : waiting) {
      partial.write(out);
    }
  }

  void read(StateReader in) {
    ended = in.bool();
    for (PartialLine partial : waiting) {
      partial.read(in);
    }
  }
}

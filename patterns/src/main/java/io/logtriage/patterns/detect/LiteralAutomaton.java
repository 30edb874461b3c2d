package io.logtriage.patterns.detect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;

/**
 * Looks for many literals at once, one table look-up per byte: Aho-Corasick, compiled to a dense
 * table over classes of bytes that no literal tells apart. States are numbered so that those which
 * complete a literal come last and one comparison finds them.
 */
final class LiteralAutomaton {
  private static final int ROOT = 0;

  private final short[] classOf = new short[256];

  /** Next state by state and class; states are premultiplied by {@link #classes}. */
  private final int[] next;

  private final int classes;
  private final int firstAccepting;

  /** Length of the longest literal. */
  private final int longest;

  /** By accepting state: which literals end here. */
  private final BitSet[] complete;

  LiteralAutomaton(List<byte[]> literals) {
    this.classes = classify(literals);
    this.longest = literals.stream().mapToInt(literal -> literal.length).max().orElse(1);
    Trie trie = new Trie(literals);
    int[] number = trie.numberAcceptingLast();
    int states = trie.size();
    this.next = new int[states * classes];
    int plain = 0;
    for (int state = 0; state < states; state++) {
      plain += trie.complete.get(state).isEmpty() ? 1 : 0;
      for (int of = 0; of < classes; of++) {
        next[number[state] * classes + of] = number[trie.next.get(state)[of]] * classes;
      }
    }
    this.firstAccepting = plain * classes;
    this.complete = new BitSet[states - plain];
    for (int state = 0; state < states; state++) {
      if (number[state] >= plain) {
        complete[number[state] - plain] = trie.complete.get(state);
      }
    }
  }

  /**
   * Whether any literal stands in the range. Both halves run side by side, because each look-up
   * waits for the one before it; the first half goes on as far as a literal can reach into the
   * second.
   */
  boolean findsAny(byte[] bytes, int from, int to) {
    int middle = from + (to - from) / 2;
    int reach = middle + longest - 1;
    if (reach >= to) {
      return findsAny(bytes, from, to, ROOT);
    }
    int[] table = next;
    short[] of = classOf;
    int accepting = firstAccepting;
    int state = ROOT;
    int other = ROOT;
    int distance = middle - from;
    int common = Math.min(reach, to - distance);
    for (int i = from; i < common; i++) {
      state = table[state + of[bytes[i] & 0xff]];
      other = table[other + of[bytes[i + distance] & 0xff]];
      if (state >= accepting || other >= accepting) {
        return true;
      }
    }
    return findsAny(bytes, common, reach, state) || findsAny(bytes, common + distance, to, other);
  }

  private boolean findsAny(byte[] bytes, int from, int to, int begin) {
    int[] table = next;
    short[] of = classOf;
    int accepting = firstAccepting;
    int state = begin;
    for (int i = from; i < to; i++) {
      state = table[state + of[bytes[i] & 0xff]];
      if (state >= accepting) {
        return true;
      }
    }
    return false;
  }

  /** Sets the bit of each literal that stands in the range. */
  void findAll(byte[] bytes, int from, int to, BitSet found) {
    int state = ROOT;
    for (int i = from; i < to; i++) {
      state = next[state + classOf[bytes[i] & 0xff]];
      if (state >= firstAccepting) {
        found.or(complete[(state - firstAccepting) / classes]);
      }
    }
  }

  /** Class 0 is every byte that no literal uses. */
  private int classify(List<byte[]> literals) {
    BitSet used = new BitSet(256);
    for (byte[] literal : literals) {
      for (byte b : literal) {
        used.set(b & 0xff);
      }
    }
    short count = 1;
    for (int b = used.nextSetBit(0); b >= 0; b = used.nextSetBit(b + 1)) {
      classOf[b] = count++;
    }
    return count;
  }

  /** The automaton while it grows. */
  private final class Trie {
    final List<int[]> next = new ArrayList<>();
    final List<BitSet> complete = new ArrayList<>();

    Trie(List<byte[]> literals) {
      add();
      for (int literal = 0; literal < literals.size(); literal++) {
        int state = ROOT;
        for (byte b : literals.get(literal)) {
          int of = classOf[b & 0xff];
          if (next.get(state)[of] < 0) {
            next.get(state)[of] = add();
          }
          state = next.get(state)[of];
        }
        complete.get(state).set(literal);
      }
      followFailures();
    }

    int size() {
      return next.size();
    }

    private int add() {
      int[] row = new int[classes];
      Arrays.fill(row, -1);
      next.add(row);
      complete.add(new BitSet());
      return next.size() - 1;
    }

    /** Breadth first: where no literal goes on, go on from the longest suffix that is a prefix. */
    private void followFailures() {
      int[] failure = new int[size()];
      Queue<Integer> queue = new ArrayDeque<>();
      queue.add(ROOT);
      while (!queue.isEmpty()) {
        int state = queue.remove();
        int[] row = next.get(state);
        for (int of = 0; of < classes; of++) {
          int fallback = state == ROOT ? ROOT : next.get(failure[state])[of];
          if (row[of] < 0) {
            row[of] = fallback;
          } else {
            failure[row[of]] = fallback;
            complete.get(row[of]).or(complete.get(fallback));
            queue.add(row[of]);
          }
        }
      }
    }

    int[] numberAcceptingLast() {
      int[] number = new int[size()];
      int count = 0;
      for (boolean accepting : new boolean[] {false, true}) {
        for (int state = 0; state < size(); state++) {
          if (complete.get(state).isEmpty() != accepting) {
            number[state] = count++;
          }
        }
      }
      return number;
    }
  }
}

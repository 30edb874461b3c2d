package io.logtriage.patterns.detect;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks for many literals at once, one table look-up per byte: Aho-Corasick, compiled to a dense
 * table over classes of bytes that no literal tells apart. Steps into a state that completes a
 * literal carry a mark, so that one comparison finds them.
 */
final class LiteralAutomaton {
  private static final int ROOT = 0;

  /** Makes a step negative. */
  private static final int MARK = Integer.MIN_VALUE;

  private final short[] classOf = new short[256];

  /** Next state by state and class; states are premultiplied by {@link #classes}. */
  private final int[] next;

  private final int classes;

  /** Length of the longest literal. */
  private final int longest;

  /** By state: which literals end here, null when none does. */
  private final int @Nullable [][] complete;

  LiteralAutomaton(List<byte[]> literals) {
    this.classes = classify(literals);
    this.longest = literals.stream().mapToInt(literal -> literal.length).max().orElse(1);
    Trie trie = new Trie(literals);
    this.next = new int[trie.size * classes];
    this.complete = new int[trie.size][];
    fill(trie);
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
    int state = ROOT;
    int other = ROOT;
    int distance = middle - from;
    int common = Math.min(reach, to - distance);
    for (int i = from; i < common; i++) {
      state = table[state + of[bytes[i] & 0xff]];
      other = table[other + of[bytes[i + distance] & 0xff]];
      if ((state | other) < 0) {
        return true;
      }
    }
    return findsAny(bytes, common, reach, state) || findsAny(bytes, common + distance, to, other);
  }

  private boolean findsAny(byte[] bytes, int from, int to, int begin) {
    int[] table = next;
    short[] of = classOf;
    int state = begin;
    for (int i = from; i < to; i++) {
      state = table[state + of[bytes[i] & 0xff]];
      if (state < 0) {
        return true;
      }
    }
    return false;
  }

  /** Sets the bit of each literal that stands in the range. */
  void findAll(byte[] bytes, int from, int to, BitSet found) {
    int state = ROOT;
    for (int i = from; i < to; i++) {
      int step = next[state + classOf[bytes[i] & 0xff]];
      state = step & ~MARK;
      int[] ended = step < 0 ? complete[state / classes] : null;
      for (int literal = 0; ended != null && literal < ended.length; literal++) {
        found.set(ended[literal]);
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

  /**
   * Breadth first, which puts the states that are met most side by side: where no literal goes on,
   * a state goes on like the longest suffix of it that is a state, whose row is complete by then.
   */
  private void fill(Trie trie) {
    int[] nodes = new int[trie.size];
    int[] suffixes = new int[trie.size];
    int states = 1;
    for (int state = ROOT; state < states; state++) {
      int row = state * classes;
      System.arraycopy(next, suffixes[state] * classes, next, row, classes);
      for (int node = trie.child[nodes[state]]; node != ROOT; node = trie.sibling[node]) {
        int step = row + trie.edge[node];
        int suffix = (next[step] & ~MARK) / classes;
        nodes[states] = node;
        suffixes[states] = suffix;
        complete[states] = union(trie.complete[node], complete[suffix]);
        next[step] = states * classes | (complete[states] == null ? 0 : MARK);
        states++;
      }
    }
  }

  private static int @Nullable [] union(int @Nullable [] one, int @Nullable [] other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    int[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /** The literals by what they begin with; each node has a list of children. */
  private final class Trie {
    final int[] child;
    final int[] sibling;

    /** The class of bytes that leads to a node. */
    final short[] edge;

    final int @Nullable [][] complete;
    int size = 1;

    Trie(List<byte[]> literals) {
      int most = 1 + literals.stream().mapToInt(literal -> literal.length).sum();
      this.child = new int[most];
      this.sibling = new int[most];
      this.edge = new short[most];
      this.complete = new int[most][];
      for (int literal = 0; literal < literals.size(); literal++) {
        int node = ROOT;
        for (byte b : literals.get(literal)) {
          node = child(node, classOf[b & 0xff]);
        }
        complete[node] = union(complete[node], new int[] {literal});
      }
    }

    private int child(int node, short of) {
      int known = child[node];
      while (known != ROOT && edge[known] != of) {
        known = sibling[known];
      }
      if (known == ROOT) {
        known = size++;
        edge[known] = of;
        sibling[known] = child[node];
        child[node] = known;
      }
      return known;
    }
  }
}

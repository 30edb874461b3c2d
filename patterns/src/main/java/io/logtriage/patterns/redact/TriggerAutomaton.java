package io.logtriage.patterns.redact;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds all triggers in one pass, one table look-up per byte (Aho and Corasick, made
 * deterministic), in any case of letters. Immutable.
 */
final class TriggerAutomaton {
  private static final int BYTES = 256;

  /** Next state by state * 256 + byte; state 0 is the start. */
  private final short[] next;

  /** The trigger whose word ends in a state; of two the longer word's. */
  private final @Nullable Trigger[] found;

  TriggerAutomaton() {
    List<short[]> states = new ArrayList<>();
    List<@Nullable Trigger> ends = new ArrayList<>();
    states.add(new short[BYTES]);
    ends.add(null);
    for (Trigger trigger : Trigger.values()) {
      for (String word : trigger.words()) {
        ends.set(insert(word.getBytes(US_ASCII), states, ends), trigger);
      }
    }
    short[] fallback = link(states, ends);
    this.next = new short[states.size() * BYTES];
    this.found = ends.toArray(new Trigger[0]);
    for (int state = 0; state < fallback.length; state++) {
      for (int value = 0; value < BYTES; value++) {
        int lower = value >= 'A' && value <= 'Z' ? value | 0x20 : value;
        next[state * BYTES + value] = states.get(state)[lower];
      }
    }
  }

  int step(int state, byte value) {
    return next[state * BYTES + (value & 0xff)];
  }

  @Nullable Trigger found(int state) {
    return found[state];
  }

  private static int insert(byte[] word, List<short[]> states, List<@Nullable Trigger> ends) {
    int state = 0;
    for (byte value : word) {
      int child = states.get(state)[value];
      if (child == 0) {
        child = states.size();
        states.get(state)[value] = (short) child;
        states.add(new short[BYTES]);
        ends.add(null);
      }
      state = child;
    }
    return state;
  }

  /** Fills the missing transitions from each state's longest suffix that is a state, too. */
  private static short[] link(List<short[]> states, List<@Nullable Trigger> ends) {
    short[] suffix = new short[states.size()];
    ArrayDeque<Integer> queue = new ArrayDeque<>();
    queue.add(0);
    boolean[] linked = new boolean[states.size()];
    linked[0] = true;
    while (!queue.isEmpty()) {
      int state = queue.remove();
      short[] row = states.get(state);
      for (int value = 0; value < BYTES; value++) {
        int child = row[value];
        short other = state == 0 ? 0 : states.get(suffix[state])[value];
        if (child == 0 || linked[child]) {
          row[value] = child == 0 ? other : row[value];
          continue;
        }
        linked[child] = true;
        suffix[child] = other;
        if (ends.get(child) == null) {
          ends.set(child, ends.get(other));
        }
        queue.add(child);
      }
    }
    return suffix;
  }
}

package io.logtriage.streams.envelope;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Keys from the outermost object inwards, with dots between them; knows what they mean. */
final class EnvelopePath {
  private static final int LONGEST = 128;
  private static final Map<EnvelopePath, Meaning> MEANINGS = meanings();

  /** Objects whose members may have any name. */
  private static final byte[][] FAMILIES =
      Stream.of(
              "@metadata.",
              "agent.",
              "cloud.",
              "container.",
              "docker.",
              "ecs.",
              "event.",
              "fields.",
              "host.",
              "input.",
              "kubernetes.",
              "label.",
              "labels.",
              "metadata.",
              "$!.")
          .map(family -> family.getBytes(StandardCharsets.UTF_8))
          .toArray(byte[][]::new);

  /** Of two values that mean the same, the one with the lower rank counts. */
  record Meaning(EnvelopeKey key, int rank, boolean shipper) {}

  private final byte[] text;
  private int length;

  EnvelopePath() {
    text = new byte[LONGEST];
  }

  private EnvelopePath(String path) {
    text = path.getBytes(StandardCharsets.UTF_8);
    length = text.length;
  }

  int length() {
    return length;
  }

  /** Back to what it was when {@link #length()} said this. */
  void truncate(int newLength) {
    length = newLength;
  }

  /** Goes one deeper; false when the path gets too long to mean anything. */
  boolean enter(byte[] bytes, int from, int to) {
    int dot = length > 0 ? 1 : 0;
    if (length + dot + to - from > LONGEST) {
      return false;
    }
    if (dot > 0) {
      text[length++] = '.';
    }
    System.arraycopy(bytes, from, text, length, to - from);
    length += to - from;
    return true;
  }

  @Nullable Meaning meaning() {
    return MEANINGS.get(this);
  }

  /** Whether this stands in an object that shippers add, whatever its name. */
  boolean isOfShippers() {
    for (byte[] family : FAMILIES) {
      if (length >= family.length
          && Arrays.equals(text, 0, family.length, family, 0, family.length)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EnvelopePath path
        && Arrays.equals(text, 0, length, path.text, 0, path.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + text[i];
    }
    return hash;
  }

  private static Map<EnvelopePath, Meaning> meanings() {
    Map<EnvelopePath, Meaning> all = new HashMap<>();
    Set<EnvelopeKey> signs = EnumSet.of(EnvelopeKey.SHIPPER);
    for (EnvelopeKey key : EnvelopeKey.values()) {
      for (int rank = 0; rank < key.size(); rank++) {
        EnvelopePath path = new EnvelopePath(key.path(rank));
        Meaning known = all.get(path);
        // Some say what they say and betray a shipper, too.
        all.put(
            path,
            known == null
                ? new Meaning(key, rank, signs.contains(key))
                : new Meaning(known.key(), known.rank(), true));
      }
    }
    return all;
  }
}

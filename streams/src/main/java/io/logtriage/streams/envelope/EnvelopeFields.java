package io.logtriage.streams.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.streams.envelope.EnvelopePath.Meaning;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where in a JSON object the values stand that envelopes have, and which signs of an envelope it
 * shows. Reused for every record.
 */
final class EnvelopeFields {
  /** Objects deeper than this are passed over. */
  private static final int DEPTH = 6;

  private static final int LONGEST_NAME = 512;
  private static final EnvelopeKey[] KEYS = EnvelopeKey.values();
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final EnvelopePath path = new EnvelopePath();
  private final int[] from = new int[KEYS.length];
  private final int[] to = new int[KEYS.length];
  private final int[] rank = new int[KEYS.length];
  private byte[] bytes = new byte[0];
  private boolean shipper;
  private int unknown;

  void clear(byte[] newBytes) {
    bytes = newBytes;
    Arrays.fill(from, -1);
    path.truncate(0);
    shipper = false;
    unknown = 0;
  }

  /** Takes over what another one found, as a resource's attributes count for all its records. */
  void copy(EnvelopeFields other) {
    bytes = other.bytes;
    System.arraycopy(other.from, 0, from, 0, from.length);
    System.arraycopy(other.to, 0, to, 0, to.length);
    System.arraycopy(other.rank, 0, rank, 0, rank.length);
    shipper = other.shipper;
    unknown = other.unknown;
  }

  /** Reads all members of the object that the cursor has entered. */
  void readMembers(JsonCursor cursor) {
    readMembers(cursor, 1);
  }

  /** The same, as if the object stood under this name. */
  void readMembers(String name, JsonCursor cursor) {
    byte[] key = name.getBytes(UTF_8);
    int before = path.length();
    path.enter(key, 0, key.length);
    readMembers(cursor, 2);
    path.truncate(before);
  }

  private void readMembers(JsonCursor cursor, int depth) {
    while (cursor.nextKey()) {
      int before = path.length();
      if (!path.enter(bytes, cursor.from(), cursor.to())) {
        unknown++;
        cursor.skip();
      } else if (cursor.takeString()) {
        value(cursor, true);
      } else if (cursor.isObject()) {
        object(cursor, depth + 1);
      } else if (cursor.isArray()) {
        unknown += path.isOfShippers() ? 0 : 1;
        cursor.skip();
      } else if (cursor.takeScalar()) {
        value(cursor, false);
      }
      path.truncate(before);
    }
  }

  private void object(JsonCursor cursor, int depth) {
    if (depth > DEPTH) {
      cursor.skip();
    } else if (cursor.enterObject()) {
      readMembers(cursor, depth);
    }
  }

  /** Takes one value under its path, as it stands in the cursor. */
  void set(byte[] keyBytes, int keyFrom, int keyTo, int valueFrom, int valueTo) {
    int before = path.length();
    if (path.enter(keyBytes, keyFrom, keyTo)) {
      set(path.meaning(), valueFrom, valueTo);
    }
    path.truncate(before);
  }

  private void value(JsonCursor cursor, boolean string) {
    Meaning meaning = path.meaning();
    // Names and texts are strings; only times and process ids may be numbers.
    if (meaning == null
        || string
        || meaning.key() == EnvelopeKey.TIME
        || meaning.key() == EnvelopeKey.PROCESS
        || meaning.key() == EnvelopeKey.APPLICATION
        || meaning.shipper()) {
      set(meaning, cursor.from(), cursor.to());
    }
  }

  private void set(@Nullable Meaning meaning, int valueFrom, int valueTo) {
    if (meaning == null) {
      unknown += path.isOfShippers() ? 0 : 1;
      return;
    }
    if (valueFrom == valueTo || Arrays.equals(bytes, valueFrom, valueTo, NULL, 0, NULL.length)) {
      return;
    }
    shipper |= meaning.shipper();
    int slot = slot(meaning.key());
    if (from[slot] < 0 || meaning.rank() < rank[slot]) {
      from[slot] = valueFrom;
      to[slot] = valueTo;
      rank[slot] = meaning.rank();
    }
  }

  /** Whether only a shipper writes what this object holds. */
  boolean isShippers() {
    return shipper
        || has(EnvelopeKey.POD)
        || has(EnvelopeKey.CONTAINER)
        || has(EnvelopeKey.UNIT)
        || (has(EnvelopeKey.FILE) && rank[slot(EnvelopeKey.FILE)] == 0);
  }

  /** Whether this is a text and what shippers put beside it, or nothing beside it. */
  boolean isPlain() {
    return has(EnvelopeKey.TEXT)
        && !has(EnvelopeKey.APPLICATION)
        && (unknown == 0 || has(EnvelopeKey.HINT) || isFile());
  }

  /** Whether it names a log file; an application's logger names source files. */
  boolean isFile() {
    if (!has(EnvelopeKey.FILE)) {
      return false;
    }
    int start = from(EnvelopeKey.FILE);
    int end = to(EnvelopeKey.FILE);
    boolean absolute =
        bytes[start] == '/'
            || (end - start > 3 && bytes[start + 1] == ':' && bytes[start + 2] == '\\');
    boolean python =
        end - start > 3 && bytes[end - 3] == '.' && bytes[end - 2] == 'p' && bytes[end - 1] == 'y';
    return absolute && !python;
  }

  boolean has(EnvelopeKey key) {
    return from[slot(key)] >= 0;
  }

  int from(EnvelopeKey key) {
    return from[slot(key)];
  }

  int to(EnvelopeKey key) {
    return to[slot(key)];
  }

  /** A name, cut at a bound; null when it is not there. */
  @Nullable String name(EnvelopeKey key) {
    if (!has(key)) {
      return null;
    }
    int size = Math.min(to(key) - from(key), LONGEST_NAME);
    String name =
        new String(bytes, from(key), size, UTF_8).replace("\\/", "/").replace("\\\\", "\\");
    return name.isBlank() ? null : name;
  }

  // The order of constants is nowhere written down: this is an index into arrays of one run.
  @SuppressWarnings("EnumOrdinal")
  private static int slot(EnvelopeKey key) {
    return key.ordinal();
  }
}

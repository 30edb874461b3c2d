package io.logtriage.patterns.wire;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where a line stood when a shipper read it; only ever used to drop repeats, never part of an id.
 *
 * @param shipper who read it; positions of different shippers say nothing about each other
 * @param generation which of the files that had this path, one after the other; higher is later
 * @param offset of the line's first byte in the uncompressed file
 */
public record Position(String shipper, long generation, long offset) {

  public Position {
    requireNonNull(shipper, "shipper is null");
    if (generation < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "generation " + generation + ", offset " + offset + ": expected neither below 0");
    }
  }

  /**
   * Whether a line here is a repeat when {@code highest} was the last one taken: same shipper and
   * at or below it.
   */
  public boolean isRepeatOf(@Nullable Position highest) {
    return highest != null
        && highest.shipper.equals(shipper)
        && (generation < highest.generation
            || (generation == highest.generation && offset <= highest.offset));
  }
}

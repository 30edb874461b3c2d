package io.logtriage.streams;

/** Knows whether anything waits to be read on {@code logs}. */
@FunctionalInterface
interface InputEnd {

  /** Whether everything that stood on the partition a moment ago was processed and committed. */
  boolean reached(int partition);
}

package io.logtriage.streams.scan;

import io.logtriage.patterns.Finding;
import org.jspecify.annotations.Nullable;

/** The findings of one source, in the order in which they were found. */
public interface FindingQueue {
  String deployment();

  /** The source's key, unique among the sources of its deployment. */
  String key();

  /** The next finding, which stays until {@link #remove}; null when there is none any more. */
  @Nullable Finding peek();

  void remove();
}

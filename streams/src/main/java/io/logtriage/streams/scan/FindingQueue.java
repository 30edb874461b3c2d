package io.logtriage.streams.scan;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The findings of one source, in the order in which they were found. */
public interface FindingQueue {
  String deployment();

  /** The source's key, unique among the sources of its deployment. */
  String key();

  /** The next finding, which stays until {@link #remove}; null when there is none any more. */
  @Nullable Finding peek();

  void remove();

  /** Hands over what showed recovery in the lines read up to the next finding. */
  default void takeSigns(Consumer<Recovery> taker) {}
}

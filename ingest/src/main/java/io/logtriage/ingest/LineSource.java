package io.logtriage.ingest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the shipper takes lines from. All of it is called on the shipper's thread alone.
 *
 * <p>Lines are handed over once, in order; where to begin again after a crash is the source's to
 * remember.
 */
sealed interface LineSource permits FileTail, Stream {

  /** What it is called when it cannot be read. */
  String name();

  /** The next lines as one record; null when there are none at the moment. */
  @Nullable Chunk next() throws IOException;

  /** Whether the checkpoint must be written before the last record may go out; asks once. */
  boolean takeUnsaved();

  /** Whether no lines wait to be read as far as it knows. */
  boolean atEnd();

  /** Bytes that are there and not acknowledged. */
  long lag();

  /** Lets go of what it holds open. */
  void close();
}

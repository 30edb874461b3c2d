package io.logtriage.streams;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * Says that an input partition of a replay has been read to its end: first as a record on the
 * replay's {@code logs}, then, once all before it has gone through detection, as one to each
 * partition of the tracking stage.
 */
final class ReplayEnd {
  /** On records of {@code logs}: nothing comes behind this one in its partition. */
  static final String HEADER = "lt.end";

  /** On records of {@code logs}: when a record that is replayed came in first, epoch ms. */
  static final String INGEST = "lt.ingest";

  /** No deployment's name begins like this: the byte does not occur in UTF-8. */
  private static final byte MARK = (byte) 0xff;

  private ReplayEnd() {}

  /** Key of the record that tells tracking partition {@code to} that {@code from} has ended. */
  static byte[] key(int from, int to) {
    return ByteBuffer.allocate(1 + 2 * Integer.BYTES).put(MARK).putInt(from).putInt(to).array();
  }

  static boolean isKey(byte @Nullable [] key) {
    return key != null && key.length == 1 + 2 * Integer.BYTES && key[0] == MARK;
  }

  /** Which input partition has ended. */
  static int from(byte[] key) {
    return ByteBuffer.wrap(key).getInt(1);
  }

  /** Sends an end to the partition it is meant for, and anything else by its deployment. */
  static final class Partitioner implements StreamPartitioner<byte[], byte[]> {
    @Override
    public Optional<Set<Integer>> partitions(
        String topic, byte[] key, byte[] value, int partitions) {
      return isKey(key)
          ? Optional.of(Set.of(ByteBuffer.wrap(key).getInt(1 + Integer.BYTES)))
          : Optional.empty();
    }
  }
}

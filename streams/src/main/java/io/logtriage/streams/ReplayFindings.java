package io.logtriage.streams;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Recovery;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.scan.FindingQueue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * All findings of a replay, and signs of recovery, that one task tracks, until every input
 * partition has ended: on disk, source by source, for they come in any order and have to be merged
 * by time. In memory is only how many batches each source has.
 */
final class ReplayFindings {
  private static final byte BATCH = 'b';
  private static final byte ENDED = 'e';
  private static final byte CLOCK = 'c';
  private static final byte DONE = 'z';

  private final KeyValueStore<Bytes, byte[]> store;
  private final Map<Feed, Integer> batches = new LinkedHashMap<>();
  private final Map<String, Long> clocks = new LinkedHashMap<>();
  private final Set<Integer> ended = new HashSet<>();

  /** A source within a deployment. */
  private record Feed(String deployment, String key) {}

  /** Reads back what {@code store} holds. */
  ReplayFindings(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        restore(all.next());
      }
    }
  }

  /** Keeps what one source has shown. */
  void add(byte[] encoded) {
    DeploymentBatch batch = DeploymentBatchCodec.decode(encoded);
    if (!batch.findings().isEmpty() || !batch.recoveries().isEmpty()) {
      Feed feed = new Feed(batch.deployment(), batch.feed());
      int number = batches.merge(feed, 1, Integer::sum) - 1;
      store.put(key(feed, number), encoded);
    }
    Long before = clocks.get(batch.deployment());
    if (before == null || before < batch.clock()) {
      clocks.put(batch.deployment(), batch.clock());
      store.put(
          key(CLOCK, batch.deployment().getBytes(StandardCharsets.UTF_8)), number(batch.clock()));
    }
  }

  void ended(int partition) {
    ended.add(partition);
    store.put(key(ENDED, number(partition)), new byte[0]);
  }

  /** How many input partitions have ended. */
  int ended() {
    return ended.size();
  }

  /** Whether all of it was tracked, by this instance or one before. */
  boolean done() {
    return store.get(key(DONE, new byte[0])) != null;
  }

  void markDone() {
    store.put(key(DONE, new byte[0]), new byte[0]);
  }

  /** One queue of each source. */
  Collection<FindingQueue> queues() {
    List<FindingQueue> queues = new ArrayList<>();
    batches.forEach((feed, count) -> queues.add(new Queue(feed, count)));
    return queues;
  }

  /** Hands over the greatest event time of each deployment. */
  void clocks(BiConsumer<String, Long> sink) {
    clocks.forEach(sink);
  }

  private void restore(KeyValue<Bytes, byte[]> entry) {
    ByteBuffer key = ByteBuffer.wrap(entry.key.get());
    byte kind = key.get();
    if (kind == BATCH) {
      batches.merge(new Feed(text(key), text(key)), 1, Integer::sum);
    } else if (kind == CLOCK) {
      byte[] deployment = new byte[key.remaining()];
      key.get(deployment);
      clocks.put(
          new String(deployment, StandardCharsets.UTF_8), ByteBuffer.wrap(entry.value).getLong());
    } else if (kind == ENDED) {
      ended.add((int) key.getLong());
    }
  }

  private static Bytes key(Feed feed, int number) {
    byte[] deployment = feed.deployment().getBytes(StandardCharsets.UTF_8);
    byte[] source = feed.key().getBytes(StandardCharsets.UTF_8);
    return Bytes.wrap(
        ByteBuffer.allocate(1 + 3 * Integer.BYTES + deployment.length + source.length)
            .put(BATCH)
            .putInt(deployment.length)
            .put(deployment)
            .putInt(source.length)
            .put(source)
            .putInt(number)
            .array());
  }

  private static Bytes key(byte kind, byte[] rest) {
    return Bytes.wrap(ByteBuffer.allocate(1 + rest.length).put(kind).put(rest).array());
  }

  private static byte[] number(long number) {
    return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
  }

  private static String text(ByteBuffer key) {
    byte[] text = new byte[key.getInt()];
    key.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  /** Reads one batch of a source at a time. */
  private final class Queue implements FindingQueue {
    private final Feed feed;
    private final int count;
    private final Deque<Finding> ready = new ArrayDeque<>();
    private final List<Recovery> signs = new ArrayList<>();
    private int next;

    Queue(Feed feed, int count) {
      this.feed = feed;
      this.count = count;
    }

    @Override
    public String deployment() {
      return feed.deployment();
    }

    @Override
    public String key() {
      return feed.key();
    }

    @Override
    public @Nullable Finding peek() {
      while (ready.isEmpty() && next < count) {
        byte[] encoded = store.get(ReplayFindings.key(feed, next++));
        DeploymentBatch batch = DeploymentBatchCodec.decode(encoded);
        ready.addAll(batch.findings());
        signs.addAll(batch.recoveries());
      }
      return ready.peek();
    }

    @Override
    public void remove() {
      ready.remove();
    }

    @Override
    public void takeSigns(Consumer<Recovery> taker) {
      signs.forEach(taker);
      signs.clear();
    }
  }
}

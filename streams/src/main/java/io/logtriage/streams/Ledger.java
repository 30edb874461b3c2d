package io.logtriage.streams;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logtriage.streams.incident.TrackerCounts;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/** What became of the lines of all sources of this instance, as of the last commit. */
final class Ledger {
  /** How many sources are listed one by one; the totals are of all. */
  private static final int MAX_LISTED = 1_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Ledger() {}

  static LineTotals totals(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    LineCounts totals = new LineCounts();
    LiveSources.forEachStored(store.all(), (key, stored) -> totals.add(stored.counts()));
    return totals.toTotals();
  }

  /** One JSON object: totals, then the sources. */
  static String toJson(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
    return toJson(store, null);
  }

  /** As {@link #toJson(ReadOnlyKeyValueStore)}, with what tracking holds and left out. */
  static String toJson(
      ReadOnlyKeyValueStore<Bytes, byte[]> store, @Nullable TrackerCounts tracking) {
    LineCounts totals = new LineCounts();
    ObjectNode root = JSON.createObjectNode();
    ObjectNode totalsNode = root.putObject("totals");
    if (tracking != null) {
      root.set("tracking", JSON.valueToTree(tracking));
    }
    ArrayNode list = root.putArray("sources");
    int[] count = new int[1];
    LiveSources.forEachStored(
        store.all(),
        (key, stored) -> {
          totals.add(stored.counts());
          if (count[0]++ < MAX_LISTED) {
            ObjectNode node = list.addObject();
            node.put("source", stored.source().key());
            node.put("deployment", stored.source().deployment());
            write(node, stored.counts());
          }
        });
    write(totalsNode, totals);
    root.put("source_count", count[0]);
    return root.toString();
  }

  private static void write(ObjectNode node, LineCounts counts) {
    node.put("in", counts.in);
    node.put("matched", counts.matched);
    node.put("unmatched", counts.unmatched);
    node.put("pending", counts.pending);
    node.put("repeated", counts.repeated);
    ObjectNode dropped = node.putObject("dropped");
    counts.dropped().forEach(dropped::put);
    node.put("dead_lettered", counts.deadLettered);
    node.put("truncated", counts.truncated);
    node.put("adds_up", counts.addsUp());
  }
}

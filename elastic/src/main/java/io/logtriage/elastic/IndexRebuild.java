package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import io.logtriage.elastic.IndexedStates.Found;
import io.logtriage.patterns.wire.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes months of incidents, or days of tagged logs, anew from their topic: an index in which
 * documents are missing or wrong, or whose mappings are not today's. Readers see the old one until
 * the new one is whole; an indexer may go on writing.
 */
public final class IndexRebuild {
  private final Map<String, Object> kafka;
  private final Topics topics;
  private final IndexSetup setup;
  private final IndexNames names;
  private final Months months;

  /**
   * @param kafka settings of any Kafka client
   * @param setup where to write
   */
  public IndexRebuild(Map<String, Object> kafka, Topics topics, IndexSetup setup) {
    this.kafka = Map.copyOf(kafka);
    this.topics = requireNonNull(topics, "topics is null");
    this.setup = requireNonNull(setup, "setup is null");
    this.names = setup.names();
    this.months = new Months(setup.connection(), names);
  }

  /**
   * One index in the place of others.
   *
   * @param index its name
   * @param documents how many it holds
   * @param refused how many Elasticsearch did not take into it
   * @param replaced what stood in its place before, and is gone
   */
  public record Rebuilt(String index, long documents, long refused, List<String> replaced) {
    public Rebuilt {
      replaced = List.copyOf(replaced);
    }
  }

  /**
   * The months that want it: those that differ from the topic, and those whose mappings are not
   * ours.
   *
   * @param retention what is older may be gone
   * @throws ElasticsearchFailure when the cluster does not answer, or refuses
   */
  public List<Rebuilt> rebuildWhatDiffers(Retention retention) {
    setup.applyToNewIndices();
    Set<String> aliases = new TreeSet<>(months.wronglyMapped());
    new IndexVerification(kafka, topics, setup.connection(), names, retention)
        .verify()
        .differences()
        .forEach(difference -> aliases.add(IndexNames.writeAlias(difference.index())));
    List<Rebuilt> rebuilt = new ArrayList<>();
    for (String alias : aliases) {
      rebuilt.add(rebuildAlias(alias, false));
    }
    return rebuilt;
  }

  /**
   * One month or day.
   *
   * @param date {@code 2026.11} for incidents, {@code 2026.11.22} for tagged logs
   * @param discard whether documents may be lost that the topic does not have
   * @throws IllegalArgumentException when it is no such date
   * @throws ElasticsearchFailure when the cluster does not answer, or refuses, or documents would
   *     be lost
   */
  public Rebuilt rebuild(String date, boolean discard) {
    String alias = names.writeAliasOf(date);
    setup.applyToNewIndices();
    return rebuildAlias(alias, discard);
  }

  private Rebuilt rebuildAlias(String alias, boolean discard) {
    boolean incidents = alias.startsWith(names.incidentsStem());
    String readers = incidents ? names.incidents() : names.taggedLogs();
    Set<String> old = months.indicesOf(alias);
    String index = months.createHidden(alias, readers, old);
    try (TopicReader topic =
        new TopicReader(kafka, topics, incidents ? topics.incidents() : topics.taggedLogs())) {
      Filling filling =
          new Filling(setup.connection(), new RecordReader(topics, names), alias, index);
      topic.readOn(filling::take);
      if (!discard) {
        requireNothingLost(old, index);
      }
      // From here on an indexer writes into the new one; what it wrote before is on the topic.
      boolean aliased = months.writeTo(index, alias, old);
      topic.readOn(filling::take);
      months.showInPlaceOf(index, alias, readers, old, aliased);
      long documents = new IndexedStates(setup.connection()).read(index).states().size();
      return new Rebuilt(index, documents, filling.refused(), List.copyOf(old));
    } catch (RuntimeException e) {
      months.dropUnlessWrittenTo(index, alias, e);
      throw e;
    }
  }

  private void requireNothingLost(Set<String> old, String index) {
    IndexedStates states = new IndexedStates(setup.connection());
    Map<String, String> lost = new HashMap<>();
    Found found = states.read(index);
    for (String before : old) {
      states.read(before).states().keySet().stream()
          .filter(id -> !found.states().containsKey(id))
          .forEach(id -> lost.put(id, before));
    }
    if (!lost.isEmpty()) {
      Map.Entry<String, String> first = lost.entrySet().iterator().next();
      throw new ElasticsearchFailure(
          ElasticsearchFailure.Kind.REFUSED,
          "%s holds %d documents that the topic does not have, or Elasticsearch would refuse now, such as %s: nothing was changed; --discard gives them up"
              .formatted(first.getValue(), lost.size(), first.getKey()));
    }
  }
}

package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import io.logtriage.elastic.ElasticsearchFailure.Kind;
import io.logtriage.patterns.wire.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Prepares Elasticsearch for our documents. Safe to repeat; never removes anything. */
public final class IndexSetup {
  /** One replica where a second node can hold it, none otherwise. */
  public static final String DEFAULT_REPLICAS = "0-1";

  private final ElasticsearchConnection connection;
  private final IndexNames names;
  private final int shards;
  private final String replicas;
  private final boolean parsedLogs;
  private final Templates templates;

  public IndexSetup(ElasticsearchConnection connection, IndexNames names) {
    this(connection, names, 1, DEFAULT_REPLICAS);
  }

  /**
   * @param shards of each new index: one holds more than a month of most sites, 1 to 100
   * @param replicas of each new index: a number ({@code 2}), or a range ({@code 0-1}) that
   *     Elasticsearch fits to the nodes it has
   */
  public IndexSetup(
      ElasticsearchConnection connection, IndexNames names, int shards, String replicas) {
    this(connection, names, shards, replicas, false);
  }

  private IndexSetup(
      ElasticsearchConnection connection,
      IndexNames names,
      int shards,
      String replicas,
      boolean parsedLogs) {
    this.connection = requireNonNull(connection, "connection is null");
    this.names = requireNonNull(names, "names is null");
    if (!replicas.matches("\\d{1,2}(-(\\d{1,2}|all))?")) {
      throw new IllegalArgumentException(
          "replicas '" + replicas + "': expected a number like 1, or a range like 0-1");
    }
    if (shards < 1 || shards > 100) {
      throw new IllegalArgumentException("shards is " + shards + ", expected 1 to 100");
    }
    this.shards = shards;
    this.replicas = replicas;
    this.parsedLogs = parsedLogs;
    List<Template> wanted = new ArrayList<>(Template.of(names, shards, replicas));
    if (parsedLogs) {
      wanted.add(Template.ofParsedLogs(names, shards, replicas));
    }
    this.templates = new Templates(connection, wanted);
  }

  /** The same with, or without, every event as a document. */
  public IndexSetup withParsedLogs(boolean wanted) {
    return new IndexSetup(connection, names, shards, replicas, wanted);
  }

  /** Topics whose records become documents. */
  List<String> topics(Topics topics) {
    return parsedLogs
        ? List.of(topics.incidents(), topics.taggedLogs(), topics.parsedLogs())
        : List.of(topics.incidents(), topics.taggedLogs());
  }

  /**
   * Puts the templates, extends existing indices by new fields, and creates this month's and this
   * day's index, so that the readers' aliases exist from now on.
   *
   * @return names of the templates put, without those of a newer logtriage
   * @throws ElasticsearchFailure when the cluster does not answer, or refuses
   */
  public List<String> apply() {
    return apply(Retention.defaults());
  }

  /**
   * The same.
   *
   * @param retention for new lifecycle policies, where the cluster offers such
   */
  public List<String> apply(Retention retention) {
    try {
      List<String> put = templates.putAll(retention);
      createCurrentIndices();
      return put;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** As {@link #apply}, but puts only what is missing, so that an indexer needs no such right. */
  void ensure() {
    try {
      templates.ensure();
      createCurrentIndices();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Puts the templates, and leaves existing indices to whoever is about to replace them. */
  void applyToNewIndices() {
    try {
      templates.putForNewIndices();
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  /** Tells one cluster from another, and from an empty one in the same place. */
  String clusterUuid() {
    try {
      Answer answer = connection.send("GET", "/_cluster/state/version", null);
      if (answer.forbidden()) {
        throw connection.forbidden(answer, "monitor");
      }
      String uuid = answer.json().path("cluster_uuid").asText();
      if (!answer.ok() || uuid.isEmpty() || uuid.equals("_na_")) {
        throw new ElasticsearchFailure(
            Kind.UNREACHABLE,
            "Elasticsearch at %s has formed no cluster yet: %s"
                .formatted(connection.where(), answer.reason()));
      }
      return uuid;
    } catch (IOException e) {
      throw unreachable(e);
    }
  }

  private void createCurrentIndices() throws IOException {
    WriteAliases aliases = aliases();
    long now = System.currentTimeMillis();
    aliases.ensure(names.incidentsAt(now).orElseThrow());
    aliases.ensure(names.taggedLogsAt(now).orElseThrow());
    if (parsedLogs) {
      aliases.ensure(names.parsedLogsAt(now).orElseThrow());
    }
  }

  private ElasticsearchFailure unreachable(IOException e) {
    return new ElasticsearchFailure(Kind.UNREACHABLE, connection.describe(e), e);
  }

  IndexNames names() {
    return names;
  }

  ElasticsearchConnection connection() {
    return connection;
  }

  Templates templates() {
    return templates;
  }

  /** For one writer; nothing is shared between two. */
  WriteAliases aliases() {
    return new WriteAliases(connection, names, templates);
  }
}

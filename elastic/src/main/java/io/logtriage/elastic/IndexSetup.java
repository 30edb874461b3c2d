package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import io.logtriage.elastic.ElasticsearchFailure.Kind;
import java.io.IOException;
import java.util.List;

/** Prepares Elasticsearch for our documents. Safe to repeat; never removes anything. */
public final class IndexSetup {
  /** One replica where a second node can hold it, none otherwise. */
  public static final String DEFAULT_REPLICAS = "0-1";

  private final ElasticsearchConnection connection;
  private final IndexNames names;
  private final Templates templates;

  public IndexSetup(ElasticsearchConnection connection, IndexNames names) {
    this(connection, names, DEFAULT_REPLICAS);
  }

  /**
   * @param replicas of each new index: a number ({@code 2}), or a range ({@code 0-1}) that
   *     Elasticsearch fits to the nodes it has
   */
  public IndexSetup(ElasticsearchConnection connection, IndexNames names, String replicas) {
    this.connection = requireNonNull(connection, "connection is null");
    this.names = requireNonNull(names, "names is null");
    if (!replicas.matches("\\d{1,2}(-(\\d{1,2}|all))?")) {
      throw new IllegalArgumentException(
          "replicas '" + replicas + "': expected a number like 1, or a range like 0-1");
    }
    this.templates = new Templates(connection, Template.of(names, replicas));
  }

  /**
   * Puts the templates, extends existing indices by new fields, and creates this month's and this
   * day's index, so that the readers' aliases exist from now on.
   *
   * @return names of the templates put, without those of a newer logtriage
   * @throws ElasticsearchFailure when the cluster does not answer, or refuses
   */
  public List<String> apply() {
    try {
      List<String> put = templates.putAll();
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

  private void createCurrentIndices() throws IOException {
    WriteAliases aliases = aliases();
    long now = System.currentTimeMillis();
    aliases.ensure(names.incidentsAt(now).orElseThrow());
    aliases.ensure(names.taggedLogsAt(now).orElseThrow());
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
    return new WriteAliases(connection, templates);
  }
}

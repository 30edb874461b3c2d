package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchConnection;
import io.logtriage.elastic.IndexNames;
import io.logtriage.elastic.IndexRemoval;
import io.logtriage.streams.ReplayTopics;
import org.jspecify.annotations.Nullable;

/** Makes a place for a replay, and clears it. */
final class ReplayPlace {
  private final ReplayServers servers;
  private final @Nullable ElasticOptions elastic;
  private final Console console;

  /**
   * What the user wants of a place that may be taken.
   *
   * @param resume to go on with what is there
   * @param again to begin anew
   * @param partitions of new topics
   */
  record Wish(boolean resume, boolean again, int partitions) {}

  /**
   * @param servers connected before any call
   * @param elastic where indices may be; null: nowhere
   */
  ReplayPlace(ReplayServers servers, @Nullable ElasticOptions elastic, Console console) {
    this.servers = servers;
    this.elastic = elastic;
    this.console = console;
  }

  /** Makes room; returns how many partitions the replay's topics have. */
  int prepare(String replay, Wish wish) {
    ReplayTopics own = topics(replay);
    int existing = own.partitions(servers.wait);
    if (existing > 0) {
      refuseUnlessWanted(own, replay, wish);
    }
    if (existing > 0 && wish.again()) {
      remove(own, replay);
      existing = 0;
    }
    if (existing == 0 && wish.resume()) {
      console.note("there is no replay named '" + replay + "' yet: it begins now");
    }
    if (existing == 0) {
      TemporaryFolder.remove(servers.stateFolder(replay));
    }
    int partitions = existing == 0 ? wish.partitions() : existing;
    boolean fresh = own.create(partitions, servers.wait);
    if (!fresh && existing == 0 && !wish.resume() && !wish.again()) {
      throw taken(replay);
    }
    return partitions;
  }

  private void refuseUnlessWanted(ReplayTopics own, String replay, Wish wish) {
    if (!wish.resume() && !wish.again()) {
      throw taken(replay);
    }
    refuseWhileItRuns(own, replay);
    if (wish.resume() && own.finished(servers.wait)) {
      throw new CommandFailure(
          "the replay '"
              + replay
              + "' is finished; replace it with --again, or look at it with:"
              + " logtriage report --name "
              + replay);
    }
  }

  private static CommandFailure taken(String replay) {
    return new CommandFailure(
        "there is a replay named '"
            + replay
            + "' already: go on with it (--resume), replace it (--again), or take another name");
  }

  private void refuseWhileItRuns(ReplayTopics own, String replay) {
    if (own.running(servers.wait)) {
      throw new CommandFailure(
          "the replay '"
              + replay
              + "' is running somewhere: wait for its end, stop it there, or take another name");
    }
  }

  /** Removes every trace of a replay. */
  void drop(String replay) {
    ReplayTopics own = topics(replay);
    boolean known = own.partitions(servers.wait) > 0;
    if (known) {
      refuseWhileItRuns(own, replay);
    }
    remove(own, replay);
    console.note(known ? "dropped replay " + replay : "there is no replay named '" + replay + "'");
  }

  private ReplayTopics topics(String replay) {
    return new ReplayTopics(servers.client(), servers.topics(replay));
  }

  private void remove(ReplayTopics own, String replay) {
    own.drop(servers.wait);
    TemporaryFolder.remove(servers.stateFolder(replay));
    if (elastic != null) {
      try (ElasticsearchConnection connection = ElasticsearchConnection.open(elastic.settings())) {
        connection.awaitReady(servers.wait);
        new IndexRemoval(connection, new IndexNames(servers.prefix, replay)).apply();
      }
    }
  }
}

package io.logtriage.app;

import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.patterns.wire.Topics;
import io.logtriage.streams.ReplayTopics;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where replays live: on the user's servers, or on a broker of our own that keeps its data. */
final class ReplayServers extends KafkaConnection {
  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description =
          "Kafka that the replay runs on (default: a broker of its own, with its data in --data).")
  @Nullable String servers;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the own broker keeps replays (default: ~/.local/share/logtriage/replays).")
  @Nullable Path data;

  private boolean embedded;

  /** Afterwards {@link #client} leads to a broker that was there or was started. */
  void connect(Lifetime lifetime, Console console) {
    if (servers != null) {
      awaitAddress();
      return;
    }
    Path folder = DataFolders.create(dataFolder().resolve("kafka"));
    console.note("replays are kept in " + folder.getParent() + " (--kafka names another place)");
    EmbeddedKafka kafka =
        lifetime.add(new EmbeddedKafka(EmbeddedKafka.Options.defaults().withData(folder)));
    servers = kafka.start().bootstrapServers();
    embedded = true;
  }

  /** Whether the broker is our own, with nothing live on it. */
  boolean embedded() {
    return embedded;
  }

  /** The broker's address, after {@link #connect}. */
  @Override
  String address() {
    String known = servers;
    if (known == null) {
      throw new IllegalStateException("not connected");
    }
    return known;
  }

  /** Names of a replay's topics. */
  Topics topics(String name) {
    try {
      return ReplayTopics.names(prefix, name);
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage(wrong.getMessage(), wrong);
    }
  }

  /** Folder of a replay's state while it runs. */
  Path stateFolder(String name) {
    return servers == null || embedded
        ? dataFolder().resolve("state-" + name)
        : DataFolders.temporary("replay-" + prefix + name);
  }

  private Path dataFolder() {
    if (data != null) {
      return data.toAbsolutePath();
    }
    String share = System.getenv("XDG_DATA_HOME");
    Path base =
        share == null || share.isBlank()
            ? Path.of(System.getProperty("user.home"), ".local", "share")
            : Path.of(share);
    return base.resolve("logtriage").resolve("replays");
  }
}

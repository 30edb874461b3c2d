package io.logtriage.app;

import io.logtriage.patterns.wire.Topics;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Knows when everything that was shipped has gone through topology and indexer. */
final class Drain implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(100);

  /** Looks in a row that must find nothing waiting: a finding travels over three topics. */
  private static final int QUIET_LOOKS = 4;

  private final Pipeline pipeline;
  private final Admin admin;
  private final GroupLag lag;

  Drain(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.admin = Admin.create(pipeline.options().clientConfig());
    this.lag = new GroupLag(admin);
  }

  /**
   * Waits until nothing waits any more on any topic that the topology or the indexer reads, and
   * what was written can be found.
   *
   * @return false when that takes longer than {@code atMost}, or {@code lifetime} ends before
   */
  boolean await(Duration atMost, Lifetime lifetime) {
    long end = System.nanoTime() + atMost.toNanos();
    int quiet = 0;
    while (System.nanoTime() < end) {
      quiet = isDrained() ? quiet + 1 : 0;
      if (quiet >= QUIET_LOOKS) {
        pipeline.refresh();
        return true;
      }
      if (lifetime.awaitEnd(LOOK)) {
        return false;
      }
    }
    return false;
  }

  private boolean isDrained() {
    Topics topics = pipeline.topics();
    String application = topics.applicationId();
    try {
      Set<String> repartitions = repartitions(application);
      return !repartitions.isEmpty()
          && lag.of(application, Set.of(topics.logs())) == 0
          && lag.of(application, repartitions) == 0
          && lag.of(application + "-index", Set.of(topics.incidents(), topics.taggedLogs())) == 0;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException notNow) {
      return false;
    }
  }

  /** What the topology reads beside {@code logs}: it makes these topics itself when it starts. */
  private Set<String> repartitions(String application)
      throws InterruptedException, ExecutionException, TimeoutException {
    return admin.listTopics().names().get(5, TimeUnit.SECONDS).stream()
        .filter(name -> name.startsWith(application + "-") && name.endsWith("-repartition"))
        .collect(Collectors.toSet());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}

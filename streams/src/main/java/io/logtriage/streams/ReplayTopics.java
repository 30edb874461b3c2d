package io.logtriage.streams;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** The topics of one replay: nobody else reads or writes them. */
public final class ReplayTopics {
  /** Kept until it is dropped; short retention must not eat history while it is read. */
  private static final Duration KEPT = Duration.ofDays(10_000);

  /** After so long the broker does not count a killed one any more. */
  private static final Duration GONE = Duration.ofSeconds(20);

  /** Until then one that came to its end has removed its input. */
  private static final Duration SETTLED = Duration.ofSeconds(5);

  private final Map<String, Object> kafka;
  private final Topics topics;

  /**
   * @param kafka client settings, with {@code bootstrap.servers}
   * @param topics the replay's own, see {@link #names}
   */
  public ReplayTopics(Map<String, ?> kafka, Topics topics) {
    this.kafka = new HashMap<>(kafka);
    this.topics = requireNonNull(topics, "topics is null");
  }

  /**
   * The names of a replay's topics.
   *
   * @param prefix of the live topics
   * @param name of the replay
   * @throws IllegalArgumentException when the name holds other characters than a-z 0-9 . _ -
   */
  public static Topics names(String prefix, String name) {
    if (!name.matches("[a-z0-9][a-z0-9._-]{0,60}")) {
      throw new IllegalArgumentException(
          "name '"
              + name
              + "': expected a letter or digit, then at most 60 of the characters a-z 0-9 . _ -");
    }
    return new Topics(prefix + "replay-" + name + "-");
  }

  /** How many partitions its topics have; 0 when there is no such replay. */
  public int partitions(Duration patience) {
    return asking(
        patience,
        admin -> {
          try {
            TopicDescription found =
                admin
                    .describeTopics(List.of(topics.incidents()))
                    .allTopicNames()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .get(topics.incidents());
            return found == null ? 0 : found.partitions().size();
          } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
              return 0;
            }
            throw e;
          }
        });
  }

  /** Whether a replay that exists has come to its end: then its input is gone. */
  public boolean finished(Duration patience) {
    return asking(
        patience,
        admin ->
            !admin
                .listTopics()
                .names()
                .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                .contains(topics.logs()));
  }

  /**
   * Whether somebody works at it. One that was killed a moment ago counts as working until the
   * broker has missed it for some seconds; that is waited for, and for one that just came to its
   * end to remove what it does not need any more.
   */
  public boolean running(Duration patience) {
    return asking(
        patience,
        admin -> {
          if (members(admin, patience) == 0) {
            return false;
          }
          long end = System.nanoTime() + GONE.toNanos();
          while (members(admin, patience) > 0) {
            if (System.nanoTime() > end) {
              return true;
            }
            TimeUnit.MILLISECONDS.sleep(200);
          }
          TimeUnit.MILLISECONDS.sleep(SETTLED.toMillis());
          return members(admin, patience) > 0;
        });
  }

  private int members(Admin admin, Duration patience)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return admin
          .describeConsumerGroups(List.of(topics.applicationId()))
          .describedGroups()
          .get(topics.applicationId())
          .get(patience.toMillis(), TimeUnit.MILLISECONDS)
          .members()
          .size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw e;
    }
  }

  /**
   * Creates them.
   *
   * @return false when there was such a replay, perhaps begun by somebody else a moment ago
   */
  public boolean create(int partitions, Duration patience) {
    boolean first =
        asking(
            patience,
            admin -> {
              NewTopic overview = new NewTopic(ReplayOverview.topic(topics), 1, (short) -1);
              overview.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, "compact"));
              return !ignoring(
                  TopicExistsException.class,
                  () ->
                      admin
                          .createTopics(List.of(overview))
                          .all()
                          .get(patience.toMillis(), TimeUnit.MILLISECONDS));
            });
    new TopicSetup(kafka, topics, new TopicSetup.Plan(partitions, (short) -1, KEPT))
        .create(patience);
    return first;
  }

  /** Removes what a finished replay does not need any more: its input, and the state of it. */
  public void dropInput(Duration patience) {
    drop(
        patience,
        Set.of(
            topics.incidents(),
            topics.taggedLogs(),
            topics.deadLetters(),
            ReplayOverview.topic(topics)));
  }

  /** Removes every trace of it from the broker. */
  public void drop(Duration patience) {
    drop(patience, Set.of());
  }

  private void drop(Duration patience, Set<String> kept) {
    asking(
        patience,
        admin -> {
          Set<String> names =
              admin.listTopics().names().get(patience.toMillis(), TimeUnit.MILLISECONDS).stream()
                  .filter(this::isOurs)
                  .filter(name -> !kept.contains(name))
                  .collect(Collectors.toSet());
          ignoring(
              UnknownTopicOrPartitionException.class,
              () ->
                  admin.deleteTopics(names).all().get(patience.toMillis(), TimeUnit.MILLISECONDS));
          for (String group : groups(kept)) {
            ignoring(
                GroupIdNotFoundException.class,
                () ->
                    admin
                        .deleteConsumerGroups(List.of(group))
                        .all()
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS));
          }
          return names.size();
        });
  }

  /** A replay's name may begin with another's: only whole names count. */
  private boolean isOurs(String name) {
    return name.equals(topics.logs())
        || name.equals(topics.incidents())
        || name.equals(topics.taggedLogs())
        || name.equals(topics.deadLetters())
        || name.equals(ReplayOverview.topic(topics))
        || name.startsWith(topics.applicationId() + "-");
  }

  private List<String> groups(Set<String> kept) {
    return kept.isEmpty()
        ? List.of(topics.applicationId(), topics.applicationId() + "-index")
        : List.of(topics.applicationId());
  }

  private interface Question<T> {
    T ask(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
  }

  private interface Request {
    @Nullable Object send() throws InterruptedException, ExecutionException, TimeoutException;
  }

  private <T> T asking(Duration patience, Question<T> question) {
    try (Admin admin = Admin.create(kafka)) {
      BrokerWait.await(admin, kafka, patience);
      return question.ask(admin);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the broker", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(
          "the broker at "
              + BrokerWait.address(kafka)
              + " refused: "
              + (e.getCause() == null ? e : e.getCause().getMessage()),
          e);
    }
  }

  /** Returns whether what was expected to go wrong did. */
  private static boolean ignoring(Class<? extends Exception> expected, Request request)
      throws InterruptedException, ExecutionException, TimeoutException {
    try {
      request.send();
      return false;
    } catch (ExecutionException e) {
      if (!expected.isInstance(e.getCause())) {
        throw e;
      }
      return true;
    }
  }
}

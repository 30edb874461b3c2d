package io.logtriage.app;

import io.logtriage.app.notify.Notice;
import io.logtriage.app.notify.Notifier;
import io.logtriage.app.notify.NotifierStatus;
import io.logtriage.app.notify.Receiver;
import io.logtriage.patterns.health.HealthServer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "notify",
    description = {
      "Tells a webhook or an Alertmanager of incidents: once when one opens, once when it is over.",
      "What a cause brought about is told with the cause. A receiver that is away is waited for."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  LOGTRIAGE_WEBHOOK=https://hooks.slack.com/... logtriage notify --severity high",
      "           logtriage notify --kafka kafka:9092 --alertmanager http://alertmanager:9093",
      "           logtriage notify --alertmanager http://alertmanager:9093 --dry-run --once"
    })
final class NotifyCommand implements Callable<Integer> {
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Console console;

  @Mixin private KafkaOptions kafka;
  @Mixin private ReceiverOptions receivers;
  @Mixin private IncidentFilter filter;
  @Mixin private HealthOptions health;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = "notify",
      description =
          "Name of this subscription: two with different names are told independently (default:"
              + " ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--gather",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description =
          "How long news waits for more, so that a storm is one message (default: ${DEFAULT-VALUE}).")
  private Duration gather;

  @Option(
      names = "--only-new",
      description = "At the very first start, do not tell what is open already.")
  private boolean onlyNew;

  @Option(names = "--dry-run", description = "Print the requests instead of sending them.")
  private boolean dryRun;

  @Option(names = "--once", description = "End when all that is on the topic now has been told.")
  private boolean once;

  NotifyCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    filter.check();
    if (!name.matches("[a-zA-Z0-9._-]{1,100}")) {
      throw new WrongUsage("--name: expected at most 100 of the characters a-z A-Z 0-9 . _ -");
    }
    Map<String, Receiver> told = receivers.receivers(kafka.prefix);
    try (Lifetime lifetime = new Lifetime()) {
      Brokers.await(kafka);
      Map<String, Notifier> notifiers = new LinkedHashMap<>();
      told.forEach((kind, receiver) -> notifiers.put(kind, lifetime.add(notifier(kind, receiver))));
      notifiers.values().forEach(Notifier::start);
      List<Notifier> all = List.copyOf(notifiers.values());
      if (!dryRun) {
        HealthServer server = lifetime.add(health.start(HealthPages.of(notifiers)));
        console.note(
            "telling "
                + String.join(", ", told.values().stream().map(Receiver::where).toList())
                + " of "
                + kafka.topics().incidents()
                + " at "
                + kafka.servers
                + ", health on http://127.0.0.1:"
                + server.port()
                + "/ready");
      }
      while (!(once && all.stream().allMatch(one -> one.check().caughtUp()))
          && !lifetime.awaitEnd(LOOK)) {
        all.forEach(NotifyCommand::look);
      }
    }
    return Cli.DONE;
  }

  private static void look(Notifier notifier) {
    NotifierStatus status = notifier.check();
    if (status.failed()) {
      throw new CommandFailure("telling ended: " + status.trouble());
    }
  }

  private Notifier notifier(String kind, Receiver receiver) {
    Predicate<Notice> wanted =
        notice -> filter.wants(notice.symptom(), notice.severity(), notice.deployment());
    Notifier.Settings settings =
        new Notifier.Settings(
            kafka.client(),
            kafka.topics().incidents(),
            kafka.topics().notified(),
            kafka.topics().applicationId() + "-" + name + "-" + kind,
            wanted,
            gather,
            onlyNew,
            dryRun);
    return new Notifier(
        settings,
        dryRun ? Receiver.preview(receiver, console::json) : receiver,
        dryRun ? line -> {} : console::note);
  }
}

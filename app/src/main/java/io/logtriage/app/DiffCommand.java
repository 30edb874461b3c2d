package io.logtriage.app;

import io.logtriage.streams.LastStates;
import io.logtriage.streams.ReplayTopics;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "diff",
    description = {
      "What one replay found and another did not, or found otherwise.",
      "'live' stands for the live incidents. Ends with 0 when there is no difference, else with 1."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage diff friday friday-new-rules",
      "           logtriage diff live friday --kafka kafka:9092"
    })
final class DiffCommand implements Callable<Integer> {
  private static final String LIVE = "live";

  private final Console console;

  @Mixin private ReplayServers servers;

  @Parameters(index = "0", paramLabel = "N", description = "A replay, or 'live'.")
  private String before;

  @Parameters(index = "1", paramLabel = "M", description = "Another one.")
  private String after;

  @Option(names = "--json", description = "One difference per line.")
  private boolean json;

  DiffCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if ((before.equals(LIVE) || after.equals(LIVE)) && servers.servers == null) {
      throw new WrongUsage("'live' needs the broker of the live topics: --kafka HOST:PORT");
    }
    try (Lifetime lifetime = new Lifetime()) {
      servers.connect(lifetime, console);
      List<Difference> differences = Differences.between(read(before), read(after));
      DifferencePrinter printer = new DifferencePrinter(console);
      differences.forEach(json ? printer::json : printer::print);
      if (!json) {
        printer.summary(before, after, differences);
      }
      return differences.isEmpty() ? Cli.DONE : Cli.FAILED;
    }
  }

  private Collection<byte[]> read(String name) {
    if (name.equals(LIVE)) {
      return LastStates.read(servers.client(), servers.topics().incidents(), servers.wait).values();
    }
    ReplayTopics topics = new ReplayTopics(servers.client(), servers.topics(name));
    if (topics.partitions(servers.wait) == 0) {
      throw new CommandFailure(
          "there is no replay named '" + name + "' at " + servers.address() + "; replay it first");
    }
    if (!topics.finished(servers.wait)) {
      console.note(
          "replay '" + name + "' is not finished: what it lacks shows as a difference (--resume)");
    }
    return LastStates.read(servers.client(), servers.topics(name).incidents(), servers.wait)
        .values();
  }
}

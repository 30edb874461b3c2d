package io.logtriage.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "dead-letters",
    description = "Shows what was refused, by the topology or by Elasticsearch; sends it again.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "list|replay",
    subcommands = {DeadLettersListCommand.class, DeadLettersReplayCommand.class},
    footer = {
      "",
      "Examples:  logtriage dead-letters list --since 1d",
      "           logtriage dead-letters replay --reason 'record version'"
    })
final class DeadLettersCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec specification;

  DeadLettersCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    specification.commandLine().usage(console.err());
    return Cli.WRONG_USAGE;
  }
}

package io.logtriage.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command: help, version, {@code --debug}, and the list of what there is. */
@Command(
    name = "logtriage",
    description = "Gunicorn, NGINX and Python logs in, incidents with cause and remedy out.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with:  logtriage demo",
      "On your logs: logtriage scan /var/log/nginx /var/log/gunicorn",
      "",
      "Every option can be set by environment: --kafka-config by LOGTRIAGE_KAFKA_CONFIG, and so on."
    },
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      ShipCommand.class,
      RunCommand.class,
      IndexCommand.class,
      SetupCommand.class,
      WatchCommand.class,
      SearchCommand.class,
      ScanCommand.class,
      ExplainCommand.class,
      SymptomsCommand.class,
      EvaluateCommand.class,
    })
final class Cli implements Callable<Integer> {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private final Console console;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and what the libraries log.")
  private boolean debug;

  @Spec private CommandSpec specification;

  private Cli(Console console) {
    this.console = console;
  }

  static CommandLine commandLine(Console console) {
    Cli cli = new Cli(console);
    CommandLine commandLine =
        new CommandLine(cli, new ConsoleFactory(console))
            .setDefaultValueProvider(new EnvironmentDefaults(System.getenv()))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(console.out())
            .setErr(console.err())
            .setColorScheme(
                CommandLine.Help.defaultColorScheme(
                    console.terminal() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
    commandLine.setExecutionStrategy(
        parsed -> {
          cli.setUpLogging();
          return new CommandLine.RunLast().execute(parsed);
        });
    commandLine.setExecutionExceptionHandler(cli::explainFailure);
    return commandLine;
  }

  @Override
  public Integer call() {
    specification.commandLine().usage(console.err());
    return WRONG_USAGE;
  }

  private void setUpLogging() {
    if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(debug ? Level.INFO : Level.ERROR);
    }
  }

  private int explainFailure(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    console.out().flush();
    console.note("logtriage: " + describe(failure));
    if (debug) {
      failure.printStackTrace(console.err());
      console.err().flush();
    } else if (!(failure instanceof CommandFailure)) {
      console.note("(--debug shows where this came from)");
    }
    return FAILED;
  }

  /** One line: our own messages as they are, others with the kind of error in front. */
  static String describe(Throwable failure) {
    String message = failure.getMessage();
    if (failure instanceof CommandFailure && message != null) {
      return message;
    }
    if (message == null || message.isBlank()) {
      return failure.getClass().getSimpleName()
          + (failure.getCause() == null ? "" : ": " + describe(failure.getCause()));
    }
    String ours =
        failure.getClass().getName().startsWith("io.logtriage")
            ? ""
            : failure.getClass().getSimpleName() + ": ";
    return ours + message.strip().replaceAll("\\s*\\R\\s*", " | ");
  }
}

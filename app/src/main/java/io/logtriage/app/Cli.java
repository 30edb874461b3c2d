package io.logtriage.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.ZoneId;
import java.util.List;
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
    })
final class Cli implements Callable<Integer> {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int WRONG_USAGE = 2;

  private static final List<Class<?>> COMMANDS =
      List.of(
          DemoCommand.class,
          UpCommand.class,
          ShipCommand.class,
          RunCommand.class,
          IndexCommand.class,
          SetupCommand.class,
          WatchCommand.class,
          NotifyCommand.class,
          SearchCommand.class,
          ScanCommand.class,
          ReportCommand.class,
          ReplayCommand.class,
          DiffCommand.class,
          ExplainCommand.class,
          SymptomsCommand.class,
          EvaluateCommand.class,
          DeadLettersCommand.class,
          SchemaCommand.class);

  private final Console console;
  private final EnvironmentDefaults environment = new EnvironmentDefaults(System.getenv());

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and what the libraries log.")
  private boolean debug;

  @Spec private CommandSpec specification;

  private Cli(Console console) {
    this.console = console;
  }

  /** With all commands. */
  static CommandLine commandLine(Console console) {
    return commandLine(console, COMMANDS);
  }

  /**
   * With only the command that the arguments name: looking at the options of all of them takes
   * longer than reading a small log.
   */
  static CommandLine commandLine(Console console, String[] arguments) {
    List<Class<?>> named =
        COMMANDS.stream()
            .filter(command -> arguments.length > 0 && isNamed(command, arguments[0]))
            .toList();
    return commandLine(console, named.isEmpty() ? COMMANDS : named);
  }

  private static boolean isNamed(Class<?> command, String name) {
    return command.getAnnotation(Command.class).name().equals(name);
  }

  private static CommandLine commandLine(Console console, List<Class<?>> commands) {
    Cli cli = new Cli(console);
    CommandLine commandLine = new CommandLine(cli, new ConsoleFactory(console));
    commands.forEach(commandLine::addSubcommand);
    commandLine
        .setDefaultValueProvider(cli.environment)
        .registerConverter(ZoneId.class, new ZoneConverter())
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
    commandLine.setParameterExceptionHandler(cli::explainUsage);
    return commandLine;
  }

  @Override
  public Integer call() {
    specification.commandLine().usage(console.err());
    return WRONG_USAGE;
  }

  /**
   * Without {@code --debug} the configuration holds; a command that logs nothing never reads it.
   */
  private void setUpLogging() {
    if (debug
        && LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof Logger root) {
      root.setLevel(Level.INFO);
    }
  }

  private int explainFailure(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult parsed) {
    console.out().flush();
    console.note("logtriage: " + Failure.describe(failure));
    if (debug) {
      failure.printStackTrace(console.err());
      console.err().flush();
    } else if (!Failure.isOurs(failure)) {
      console.note("(--debug shows where this came from)");
    }
    return Failure.exitCode(failure);
  }

  /** One line and where to read on, instead of the whole help after the line that matters. */
  private int explainUsage(CommandLine.ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    console.out().flush();
    console.note("logtriage: " + environment.explain(wrong));
    String full = command.getCommandSpec().qualifiedName();
    if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      console.note("did you mean: " + String.join(", ", unmatched.getSuggestions()) + "?");
    }
    console.note("'" + full + " --help' shows what there is, with an example");
    return WRONG_USAGE;
  }
}

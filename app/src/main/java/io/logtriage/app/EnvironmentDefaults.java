package io.logtriage.app;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * Every option can be set by environment: {@code --kafka-config} by {@code LOGTRIAGE_KAFKA_CONFIG}.
 */
final class EnvironmentDefaults implements IDefaultValueProvider {
  private final Map<String, String> environment;

  EnvironmentDefaults(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
        ? environment.get(variable(option))
        : null;
  }

  /** The message of a refused value, with the variable where the value came from one. */
  String explain(ParameterException wrong) {
    String message = String.valueOf(wrong.getMessage());
    return wrong.getArgSpec() instanceof OptionSpec option
            && wrong.getValue() != null
            && wrong.getValue().equals(environment.get(variable(option)))
        ? message + " (set by " + variable(option) + ")"
        : message;
  }

  /** The variable that sets an option. */
  static String variable(OptionSpec option) {
    String longest =
        Stream.of(option.names()).max(Comparator.comparingInt(String::length)).orElseThrow();
    return "LOGTRIAGE_"
        + longest.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
  }
}

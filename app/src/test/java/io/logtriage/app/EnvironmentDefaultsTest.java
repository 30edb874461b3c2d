package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

class EnvironmentDefaultsTest {

  @Test
  void optionIsSetByEnvironmentUnlessGiven() {
    assertThat(parsed(Map.of("LOGTRIAGE_KAFKA_PORT", "7")).port).isEqualTo(7);
    assertThat(parsed(Map.of("LOGTRIAGE_KAFKA_PORT", "7"), "--kafka-port", "8").port).isEqualTo(8);
  }

  /** An image may carry its version in a variable of that name. */
  @Test
  void helpAndVersionAreNoSettings() {
    Map<String, String> environment = Map.of("LOGTRIAGE_VERSION", "1.2", "LOGTRIAGE_HELP", "true");

    assertThat(parsed(environment).port).isZero();
  }

  @Test
  void refusedValueNamesItsVariable() {
    EnvironmentDefaults defaults = new EnvironmentDefaults(Map.of("LOGTRIAGE_KAFKA_PORT", "x"));

    ParameterException refused =
        catchThrowableOfType(
            ParameterException.class,
            () -> new CommandLine(new Options()).setDefaultValueProvider(defaults).parseArgs());

    assertThat(defaults.explain(refused))
        .contains("--kafka-port")
        .endsWith("(set by LOGTRIAGE_KAFKA_PORT)");
  }

  private static Options parsed(Map<String, String> environment, String... arguments) {
    Options options = new Options();
    new CommandLine(options)
        .setDefaultValueProvider(new EnvironmentDefaults(environment))
        .parseArgs(arguments);
    return options;
  }

  @Command(mixinStandardHelpOptions = true)
  private static final class Options {
    @Option(names = "--kafka-port")
    private int port;
  }
}

package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whether the command line knows what docker-compose.yml asks of it. */
class ComposeCommandsTest {
  private static final Pattern ADVICE =
      Pattern.compile("docker compose exec (\\w+) logtriage ([^#\\n]+)");

  private final ComposeFile compose = ComposeFile.read();
  private final CommandLine commandLine =
      Cli.commandLine(
          new Console(
              InputStream.nullInputStream(),
              new PrintWriter(Writer.nullWriter()),
              new PrintWriter(Writer.nullWriter()),
              false));

  ComposeCommandsTest() throws IOException {}

  @Test
  void everyServiceIsNamedAfterItsCommandWhoseArgumentsParse() {
    compose
        .ours()
        .forEach(
            (name, service) -> {
              List<String> command = ComposeFile.texts(service.path("command"));
              assertThat(name).isIn(command.get(0), command.get(0) + "-kibana");
              assertThat(commandLine.getSubcommands()).containsKey(command.get(0));
              commandLine.parseArgs(command.toArray(String[]::new));
            });
  }

  @Test
  void everySettingIsAnOptionOfItsCommand() {
    compose
        .ours()
        .forEach(
            (name, service) ->
                assertThat(settings(service.path("command").path(0).asText()))
                    .as(name)
                    .containsAll(ComposeFile.children(service.path("environment")).keySet()));
  }

  @Test
  void everyLongRunningServiceAnswersWhereItsHealthCheckAsks() {
    for (Map.Entry<String, JsonNode> service : compose.ours().entrySet()) {
      JsonNode test = service.getValue().path("healthcheck").path("test");
      if (!test.isMissingNode()) {
        String port = service.getValue().at("/environment/LOGTRIAGE_HEALTH_PORT").asText();
        assertThat(test.toString()).as(service.getKey()).contains("/dev/tcp/127.0.0.1/" + port);
      }
    }
  }

  @Test
  void adviceInTheCommentsWorks() throws IOException {
    List<String[]> advice =
        ADVICE
            .matcher(Files.readString(Path.of("..", "docker-compose.yml")))
            .results()
            .map(found -> new String[] {found.group(1), found.group(2).strip()})
            .toList();

    assertThat(advice).isNotEmpty();
    for (String[] one : advice) {
      assertThat(compose.ours()).containsKey(one[0]);
      commandLine.parseArgs(one[1].split(" +"));
    }
  }

  private Set<String> settings(String command) {
    return commandLine.getSubcommands().get(command).getCommandSpec().options().stream()
        .map(EnvironmentDefaults::variable)
        .collect(Collectors.toSet());
  }
}

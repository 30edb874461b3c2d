package io.logtriage.app;

import io.logtriage.streams.incident.IncidentDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "schema",
    description = "Prints the JSON Schema of an incident document, for subscribers.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:  logtriage schema > incident.schema.json"})
final class SchemaCommand implements Callable<Integer> {
  private final Console console;

  SchemaCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try (InputStream schema = IncidentDocument.class.getResourceAsStream("incident.schema.json")) {
      if (schema == null) {
        throw new IllegalStateException("incident.schema.json is missing in this installation");
      }
      console.print(new String(schema.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return Cli.DONE;
  }
}

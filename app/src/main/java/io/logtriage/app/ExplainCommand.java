package io.logtriage.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.patterns.explain.Explainer;
import io.logtriage.patterns.explain.Explanation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    description = "What happens to a line, or to the lines on standard input, and why.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:  logtriage explain '[2026-11-22 15:17:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)'",
      "           tail -n 30 error.log | logtriage explain"
    })
final class ExplainCommand implements Callable<Integer> {
  /** More is not for reading. */
  private static final int MAX_INPUT = 1 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Console console;

  @Mixin private SymptomOptions symptoms;
  @Mixin private LogFormatOptions logFormats;

  @Option(names = "--json", description = "One object per event.")
  private boolean json;

  @Parameters(
      paramLabel = "LINE",
      arity = "0..*",
      description = "The line; without it, standard input.")
  private List<String> words = List.of();

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    byte[] text =
        words.isEmpty()
            ? console.in().readNBytes(MAX_INPUT)
            : String.join(" ", words).getBytes(StandardCharsets.UTF_8);
    if (new String(text, StandardCharsets.UTF_8).isBlank()) {
      throw new CommandFailure("nothing to explain: give a line as argument or on standard input");
    }
    Explanation explanation =
        Explainer.explain(
            symptoms.engine().withFormats(logFormats.formats()), text, System.currentTimeMillis());
    if (json) {
      for (Explanation.Event event : explanation.events()) {
        console.json(JSON.writeValueAsString(event));
      }
    } else {
      explanation.toText().lines().forEach(line -> console.print(SafeText.line(line)));
    }
    return Cli.DONE;
  }
}

package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Whether the command line knows every command that the documents tell users to type. */
class DocumentedCommandsTest {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private final CommandLine commandLine =
      Cli.commandLine(
          new Console(
              InputStream.nullInputStream(),
              new PrintWriter(Writer.nullWriter()),
              new PrintWriter(Writer.nullWriter()),
              false));
  private final Pattern command =
      Pattern.compile(
          "logtriage ((?:"
              + String.join("|", commandLine.getSubcommands().keySet())
              + ")(?: [^`#>|\\n]*)?)(?=[`#>|\\n])");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "README.md",
        "docs/kibana.md",
        "docs/subscribe.md",
        "docs/shippers.md",
        "elastic/README.md",
        "patterns/README.md"
      })
  void everyCommandOfADocumentIsUnderstood(String document) throws IOException {
    Matcher found = command.matcher(Files.readString(Path.of("..", document)));

    int count = 0;
    for (; found.find(); count++) {
      String[] words = words(found.group(1)).toArray(String[]::new);
      assertThatCode(() -> commandLine.parseArgs(words))
          .as("%s: %s", document, found.group(1))
          .doesNotThrowAnyException();
    }
    assertThat(count).isPositive();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }
}

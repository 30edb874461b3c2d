package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvaluateCommandTest {
  private static final String GOOD =
      "{'id':'one','symptom':'worker-timeout','lines':['[2026-03-01 08:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)']}";

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void file() {
    file = folder.resolve("labelled.jsonl");
  }

  @Test
  void foundSymptomCounts() throws IOException {
    CommandRun run = evaluate(GOOD, "--json", "--min-recall", "1");

    assertThat(run.code()).isZero();
    assertThat(run.json().get(0).at("/found/0").asText()).isEqualTo("worker-timeout");
    assertThat(run.json().get(1).at("/summary/recall").asDouble()).isEqualTo(1.0);
  }

  @Test
  void whatAlaterLineExplainsIsNotFound() throws IOException {
    CommandRun run =
        evaluate(
            "{'id':'one','symptom':'worker-timeout','lines':["
                + "'[2026-03-01 08:00:00 +0000] [7] [ERROR] Worker (pid:9) was sent SIGKILL! Perhaps out of memory?',"
                + "'[2026-03-01 08:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)']}",
            "--json");

    assertThat(run.json().get(0).at("/found")).hasSize(1);
    assertThat(run.json().get(0).at("/found/0").asText()).isEqualTo("worker-timeout");
  }

  /** A typing error in a label would else count as an excerpt without a symptom. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'id':                                          | one JSON object per line",
        "['one']                                         | a JSON object",
        "{'symptom':'none','lines':['x']}                | 'id'",
        "{'id':'a','symptoms':'none','lines':['x']}      | 'symptom'",
        "{'id':'a','symptom':'none','lines':'x'}         | 'lines'",
        "{'id':'a','symptom':'none','lines':[]}          | 'lines'",
        "{'id':'a','symptom':'none','lines':['x'],'also':'y'} | 'also'",
      },
      quoteCharacter = '"')
  void brokenExcerptIsNamedWithItsLine(String excerpt, String expected) throws IOException {
    CommandRun run = evaluate(GOOD + "\n" + excerpt);

    assertThat(run.code()).isEqualTo(Cli.FAILED);
    assertThat(run.err()).contains(file + ":2: expected ").contains(expected);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.out()).isEmpty();
  }

  /** Nothing found of nothing expected is a perfect score, and a wrong file. */
  @Test
  void emptyFileIsNoSuccess() throws IOException {
    CommandRun run = evaluate("\n", "--min-recall", "0.9");

    assertThat(run.code()).isEqualTo(Cli.FAILED);
    assertThat(run.err()).contains("no excerpt in").contains(file.toString());
  }

  @Test
  void missingAndBinaryFilesAreNamed() throws IOException {
    assertThat(CommandRun.of("evaluate", file).err()).contains(file + ": no such file");
    Files.write(file, new byte[] {(byte) 0xff, 0, 1});
    assertThat(CommandRun.of("evaluate", file).err()).contains(file + ": not UTF-8");
  }

  private CommandRun evaluate(String lines, Object... options) throws IOException {
    Files.writeString(file, lines.replace('\'', '"'));
    Object[] words = new Object[options.length + 2];
    words[0] = "evaluate";
    words[1] = file;
    System.arraycopy(options, 0, words, 2, options.length);
    return CommandRun.of(words);
  }
}

package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text from strangers may hold what moves a cursor, rings a bell or turns text around. */
class SafeTextTest {
  /** Control Sequence Introducer as one character, and right-to-left override. */
  private static final String HOSTILE = "a\u009b31m\u202e\u007f\ud83d\ude00 \u00e9";

  @Test
  void jsonKeepsItsValueWithoutAnyControlCharacter() throws Exception {
    ObjectMapper json = new ObjectMapper();
    String object = json.writeValueAsString(java.util.Map.of("message", HOSTILE));

    String safe = SafeText.json(object);

    assertThat(safe).doesNotContain("\u009b", "\u202e", "\u007f").contains("\u00e9");
    assertThat(json.readTree(safe)).isEqualTo(json.readTree(object));
  }

  @Test
  void nameOfAFileIsSafeInWarnings(@TempDir Path folder) throws Exception {
    Path log = Files.writeString(folder.resolve("x\u001b[31m.log"), "one\n");

    CommandRun scan = CommandRun.of("scan", log, "--stats");

    assertThat(scan.err()).contains("x\u00b7[31m.log").doesNotContain("\u001b");
  }

  @Test
  void jsonOfACommandIsSafe(@TempDir Path folder) throws Exception {
    String line = "[2026-03-01 08:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9) " + HOSTILE;
    Path log = Files.writeString(folder.resolve("error.log"), line);

    for (CommandRun run :
        new CommandRun[] {
          CommandRun.of("scan", "--json", log), CommandRun.of("explain", "--json", line)
        }) {
      assertThat(run.json()).hasSize(1);
      assertThat(run.out()).doesNotContain("\u009b", "\u202e", "\u007f");
    }
  }
}

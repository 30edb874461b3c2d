package io.logtriage.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedWhileStartingTest {

  /** As when Kafka cannot start: the process ends while Elasticsearch is being started. */
  @Test
  void leavesNothingBehind(@TempDir Path temporary) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Djava.io.tmpdir=" + temporary,
                "-D"
                    + EmbeddedElasticsearch.HOME_PROPERTY
                    + "="
                    + System.getProperty(EmbeddedElasticsearch.HOME_PROPERTY),
                ClosedWhileStartingMain.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).isZero();
    assertThat(temporary)
        .isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("logtriage-"));
  }
}

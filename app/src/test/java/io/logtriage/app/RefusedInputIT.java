package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator reads when something is not as it should be. */
class RefusedInputIT {

  @Test
  void absentBrokerIsOneLineWithAddressWaitAndAdvice() throws IOException {
    String nobody = "127.0.0.1:" + freePort();

    for (String command : new String[] {"run", "watch", "setup", "index"}) {
      CommandRun run = CommandRun.of(command, "--kafka", nobody, "--wait", "1s");

      assertThat(run.code()).as(command).isEqualTo(Cli.FAILED);
      assertThat(run.err().strip().lines()).as(command).hasSizeLessThanOrEqualTo(2);
      assertThat(run.err()).as(command).contains(nobody).containsPattern("\\d s").contains("check");
    }
  }

  @Test
  void absentElasticsearchIsOneLineWithAddressWaitAndAdvice() throws IOException {
    String nobody = "http://127.0.0.1:" + freePort();

    CommandRun search = CommandRun.of("search", "--elastic", nobody);

    assertThat(search.code()).isEqualTo(Cli.FAILED);
    assertThat(search.err()).contains(nobody).contains("check");
  }

  @Test
  void portInUseIsNamed(@TempDir Path folder) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CommandRun up = CommandRun.of("up", "--kafka-port", taken.getLocalPort());

      assertThat(up.code()).isEqualTo(Cli.FAILED);
      assertThat(up.err()).contains(String.valueOf(taken.getLocalPort()));
    }
  }

  @Test
  void unknownOptionAndMissingArgumentAreWrongUsage() {
    assertThat(CommandRun.of("scan", "--jsn", "x").code()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(CommandRun.of("scan").code()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(CommandRun.of("no-such-command").code()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(CommandRun.of().code()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(CommandRun.of("run", "--wait", "soon").err()).contains("30s");
  }

  @Test
  void brokenSymptomFileIsNamedWithItsLine(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("broken.yaml");
    Files.writeString(file, "id: broken\ntitle: Broken\nseverity: enormous\n");

    CommandRun check = CommandRun.of("symptoms", "check", folder);

    assertThat(check.code()).isEqualTo(Cli.FAILED);
    assertThat(check.err()).contains(file + ":3");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A value that cannot be meant is refused before anything is started: one line, exit code 2. */
class WrongUsageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scan                          | PATH",
        "scna                          | scna",
        "scan --jsn x                  | --jsn",
        "scan --zone Nowhere x         | Europe/Berlin",
        "scan --year 26 x              | 1970 to 9999",
        "scan --format apache x        | nginx.access",
        "scan --log-format $uri x      | --log-format at character 5: the format does not log the status; add $status",
        "run --log-format %(Z)s        | at character 1: gunicorn has no atom 'Z'",
        "explain --log-format none x   | no variable; expected nginx's log_format",
        "scan --path-pattern {x}/** x  | {deployment}",
        "scan --path-pattern {host x   | }",
        "scan --deployment= x          | --deployment is empty",
        "search --limit 0              | 1 to 10000",
        "search --limit many           | --limit",
        "search --status opne          | open, resolved, merged",
        "search --severity worst       | low, medium, high, critical",
        "search --prefix A             | lower case",
        "search --since yesterday      | 2h",
        "search --story disk-full      | the first digits of an incident's id",
        "setup --kibana kibana:5601    | no Kibana address, expected one like http://127.0.0.1:5601",
        "setup --kibana-space ops      | give Kibana's address, too",
        "run --threads 0               | at least 1",
        "run --commit-interval 0s      | commit interval",
        "run --kafka nonsense          | HOST:PORT",
        "watch --kafka a:1,b           | HOST:PORT",
        "setup --partitions 0          | at least 1",
        "setup --replicas some         | 0-1",
        "setup --shards 0              | 1 to 100",
        "index --retain-tagged 0s      | more than no time",
        "up --kafka-port 65536         | 0 to 65535",
        "up --elastic-port -1          | 0 to 65535",
        "ship                          | nothing to ship: give at least one PATH",
        "ship --syslog 514             | --syslog: expected udp:PORT",
        "ship --json x                 | --json goes with --dry-run",
        "evaluate --min-recall 97 x    | 0 to 1",
      })
  void isOneLineThatNamesWhatWasExpected(String command, String expected) {
    CommandRun run = CommandRun.of((Object[]) command.strip().split(" +"));

    assertThat(run.code()).as(run.err()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).startsWith("logtriage: ").contains(expected).doesNotContain("java.");
    assertThat(run.err().lines()).hasSizeLessThanOrEqualTo(3);
  }

  /** {@code scan "$UNSET"} does not mean the current folder. */
  @Test
  void emptyPathIsNotTheCurrentFolder() {
    for (String command : new String[] {"scan", "ship", "up"}) {
      CommandRun run = CommandRun.of(command, "");

      assertThat(run.code()).as(command).isEqualTo(Cli.WRONG_USAGE);
      assertThat(run.err()).as(command).contains("PATH is empty");
    }
  }

  @Test
  void helpIsOneCallAway() {
    assertThat(CommandRun.of("scan").err()).contains("'logtriage scan --help'");
  }

  @Test
  void unknownHostIsNamedAfterTheTimeToWait(@TempDir Path folder) throws Exception {
    Path log = Files.writeString(folder.resolve("error.log"), "one\n");

    for (String[] words :
        new String[][] {{"run"}, {"watch"}, {"setup"}, {"ship", log.toString()}}) {
      CommandRun run =
          CommandRun.of(with(words, "--kafka", "no-such-host.invalid:9092", "--wait", "1s"));

      assertThat(run.code()).as(words[0]).isEqualTo(Cli.FAILED);
      assertThat(run.err())
          .as(words[0])
          .contains("no host named no-such-host.invalid after 1 s")
          .doesNotContain("--debug");
    }
  }

  private static Object[] with(String[] words, Object... more) {
    Object[] all = new Object[words.length + more.length];
    System.arraycopy(words, 0, all, 0, words.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return all;
  }
}

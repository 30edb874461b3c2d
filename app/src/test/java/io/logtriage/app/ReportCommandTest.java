package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final String HOSTILE =
      "</style></pre><script>alert(1)</script><img src=x onerror=alert(2)> \u202etxt.exe \u001b[31mred"
          + " ``` [x](javascript:alert(3)) | \" onmouseover=alert(4) '";

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void log() throws IOException {
    log = folder.resolve("gunicorn.log");
    Files.writeString(
        log,
        "[2026-03-01 08:00:00 +0000] [1] [INFO] Starting gunicorn 20.1.0\n"
            + "[2026-03-01 08:10:00 +0000] [1] [CRITICAL] WORKER TIMEOUT (pid:9)\n"
            + "2026-03-01 08:20:00,000 ERROR in cart: ledger 17 out of balance by 3.50\n"
            + "2026-03-01 08:21:00,000 ERROR in cart: ledger 18 out of balance by 4.50\n"
            + "2026-03-01 08:22:00,000 ERROR in cart: "
            + HOSTILE
            + "\n2026-03-01 09:30:00,000 CRITICAL in cart: sqlite3.OperationalError: database is locked "
            + HOSTILE
            + "\n");
  }

  private CommandRun report(Object... more) {
    Object[] words = new Object[8 + more.length];
    Object[] first = {"report", log, "--deployment", "shop", "--host", "web-<1>", "--zone", "UTC"};
    System.arraycopy(first, 0, words, 0, first.length);
    System.arraycopy(more, 0, words, first.length, more.length);
    return CommandRun.of(words);
  }

  @Test
  void markdownTellsWhatHappenedAndWhatWasNotUnderstood() {
    CommandRun run = report();

    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("6 lines of 1 source", "2026-03-01 08:00:00 to 2026-03-01 09:30:00 (UTC)")
        .contains("`worker-timeout`", "nothing more was seen", "To fix:")
        .contains("2 times, 2026-03-01 08:20:00 to 2026-03-01 08:21:00")
        .contains("`ledger-out-balance.yaml`:");
  }

  @Test
  void theSameLinesGiveTheSameReport() {
    assertThat(report().out()).isEqualTo(report().out());
  }

  @Test
  void textOfLogsIsNeverMarkup() throws IOException {
    Path page = folder.resolve("report.html");
    Path text = folder.resolve("report.md");

    assertThat(report("--html", page, "--markdown", text).out()).isEmpty();

    String html = Files.readString(page);
    assertThat(html)
        .contains("default-src 'none'", "&lt;script&gt;")
        .doesNotContain("<script", "<img", "\u202e", "\u001b")
        .doesNotContain(" src=\"", " href=", "url(", "@import", " style=");
    assertThat(html.split("</style>", -1)).hasSize(2);
    assertThat(html.split("</pre>", -1)).hasSameSizeAs(html.split("<pre", -1));
    assertThat(Files.readString(text)).doesNotContain("\u202e", "\u001b");
  }

  @Test
  void draftsPassTheCheckOfSymptomFiles() throws IOException {
    Path drafts = folder.resolve("drafts");

    assertThat(report("--drafts", drafts).code()).isZero();

    assertThat(drafts.resolve("ledger-out-balance.yaml")).exists();
    CommandRun check = CommandRun.of("symptoms", "check", drafts);
    assertThat(check.err()).isEmpty();
    assertThat(check.code()).isZero();

    Files.writeString(drafts.resolve("ledger-out-balance.yaml"), "# mine");
    assertThat(report("--drafts", drafts).err()).contains("left as it is");
    assertThat(drafts.resolve("ledger-out-balance.yaml")).hasContent("# mine");
  }

  @Test
  void draftsOfAllKindsOfLinesBecomeSymptomsOnceTheyAreNamed() throws IOException {
    Files.writeString(
        log,
        """
        2026-03-01 08:00:00,000 ERROR in till: drawer #4 (north) is [stuck]: 50% of $9.99 + tax?
        2026-03-01 08:10:00,000 ERROR in till: drawer #7 (north) is [stuck]: 10% of $1.20 + tax?
        [2026-03-01 08:20:00 +0000] [12] [ERROR] the kettle said: "no water" \\ 'none' {at} all
        2026/03/01 08:30:00 [alert] 7#7: *44 the moon is in the way of upstream oven_3
        {"time":"2026-03-01T08:40:00Z","level":"error","msg":"queue \\"mail\\" lost 3 letters"}
        2026-03-01 08:50:00,000 ERROR in bake: Exception on /bread [POST]
        Traceback (most recent call last):
          File "/srv/shop/bake.py", line 42, in bake
            raise DoughError(f"dough {number} did not rise")
        shop.errors.DoughError: dough 17 did not rise
        2026-03-01 09:00:00,000 CRITICAL in ofen: Öfen 3 und 4 sind zu heiß (✓)
        """);
    Path drafts = folder.resolve("drafts");
    assertThat(report("--drafts", drafts).code()).isZero();

    List<Path> files;
    try (Stream<Path> all = Files.list(drafts)) {
      files = all.sorted().toList();
    }
    assertThat(files).hasSize(5); // the traceback is known as app-error
    for (int i = 0; i < files.size(); i++) {
      String text = Files.readString(files.get(i)).replaceFirst("id: \".*\"", "id: own-" + i);
      Files.writeString(drafts.resolve("own-" + i + ".yaml"), text);
      Files.delete(files.get(i));
    }

    CommandRun check = CommandRun.of("symptoms", "check", drafts);
    assertThat(check.code()).as(check.err()).isZero();
    CommandRun scan = CommandRun.of("scan", "--json", "--zone", "UTC", "--symptoms", drafts, log);
    assertThat(scan.json())
        .extracting(incident -> incident.at("/incident/symptom").asText())
        .contains("app-error", "own-0", "own-1", "own-2", "own-3", "own-4");
  }

  @Test
  void aReplayOrFilesAreNeeded() {
    assertThat(CommandRun.of("report").code()).isEqualTo(Cli.WRONG_USAGE);
    assertThat(report("--name", "friday").code()).isEqualTo(Cli.WRONG_USAGE);
  }
}

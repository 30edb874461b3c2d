package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {
  private static final String TIMEOUT =
      "[2026-03-01 08:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9)";

  @TempDir private Path folder;
  private Path log;

  @BeforeEach
  void log() {
    log = folder.resolve("error.log");
  }

  @Test
  void incidentIsShownWithWhatToDo() throws IOException {
    Files.writeString(log, TIMEOUT + "\n");

    CommandRun scan = CommandRun.of("scan", log, "--deployment", "shop", "--host", "web-1");

    assertThat(scan.code()).isZero();
    assertThat(scan.out()).contains("worker-timeout on web-1 (shop), 1 line").contains("= ");
    assertThat(scan.err()).isEmpty();
  }

  @Test
  void standardInputIsAsource() {
    CommandRun scan =
        CommandRun.withInput(TIMEOUT + "\n", "scan", "--json", "--deployment", "shop", "-");

    assertThat(scan.code()).as(scan.err()).isZero();
    assertThat(scan.json())
        .singleElement()
        .satisfies(
            incident ->
                assertThat(incident.at("/incident/samples/0/log.file.path").asText())
                    .isEqualTo("stdin"));
  }

  @Test
  void pathPatternThatFitsNothingIsToldWithWhatWasExpected() throws IOException {
    Files.writeString(log, TIMEOUT + "\n");

    CommandRun scan =
        CommandRun.of("scan", log, "--path-pattern", "{deployment}/{host}/**", "--host", "web-1");

    assertThat(scan.err())
        .contains("'{deployment}/{host}/**' does not fit any of 1 file")
        .contains("deployment web-1 is assumed");
  }

  @Test
  void yearOfStampsThatNameNoneMayBeGiven() throws IOException {
    Files.writeString(log, "Mar  2 09:00:00 web app[7]: ERROR in db: database is locked\n");

    CommandRun scan = CommandRun.of("scan", "--json", "--zone", "UTC", "--year", "2021", log);

    assertThat(scan.out()).contains("2021-03-02T09:00:00");
  }

  @Test
  void zoneThatWasLearnedIsSaidAloud() throws IOException {
    Path access = folder.resolve("access.log");
    Files.writeString(
        access,
        "192.0.2.7 - - [02/Mar/2026:18:30:00 +0000] \"GET / HTTP/1.1\" 200 1 \"-\" \"-\"\n");
    Files.writeString(log, "2026-03-02 09:00:00,000 ERROR in db: database is locked\n");
    FileTime changed = FileTime.from(Instant.parse("2026-03-02T18:30:01Z"));
    Files.setLastModifiedTime(access, changed);
    Files.setLastModifiedTime(log, changed);

    CommandRun scan = CommandRun.of("scan", "--json", "--deployment", "shop", folder);

    assertThat(scan.err()).contains("zone of " + log + ": -09:30", "--zone");
    assertThat(scan.out()).contains("2026-03-02T18:30:00");
  }

  @Test
  void withoutAnyFileNothingIsSaidAboutIncidents() {
    CommandRun scan = CommandRun.of("scan", log);

    assertThat(scan.code()).isEqualTo(Cli.FAILED);
    assertThat(scan.out()).isEmpty();
    assertThat(scan.err()).contains("not read: " + log + ": no such file");
  }

  @Test
  void brokenPatternOfFileNamesIsNoSuchFile() {
    CommandRun scan = CommandRun.of("scan", folder.resolve("x[y.log"));

    assertThat(scan.code()).isEqualTo(Cli.FAILED);
    assertThat(scan.err()).contains("x[y.log: no such file").doesNotContain("Exception");
  }

  @Test
  void linesOfAGivenLogFormatAreRead() throws IOException {
    Files.writeString(log, "502|/cart|10.1.0.7:8000|10.0.0.9|1772355907.250\n");
    String directive = "log_format short '$status|$uri|$upstream_addr|' '$remote_addr|$msec';";

    assertThat(scan(log).json()).isEmpty();
    List<JsonNode> incidents = scan(log, "--log-format", directive).json();

    assertThat(incidents).hasSize(1);
    JsonNode incident = incidents.get(0);
    assertThat(incident.at("/incident/symptom").asText()).isEqualTo("bad-gateway");
    assertThat(incident.at("/event/start").asText()).isEqualTo("2026-03-01T09:05:07.250Z");
    assertThat(incident.toString()).contains("10.1.0.7:8000");
  }

  @Test
  void lastLineNeedsNoEnd() throws IOException {
    Files.writeString(log, TIMEOUT);

    assertThat(symptoms(log)).containsExactly("worker-timeout");
  }

  @Test
  void linesMayEndAsOnWindows() throws IOException {
    Files.writeString(log, TIMEOUT + "\r\n" + TIMEOUT + "\r\n");

    List<JsonNode> incidents = scan(log).json();

    assertThat(incidents).hasSize(1);
    assertThat(incidents.get(0).at("/incident/count").asInt()).isEqualTo(2);
    assertThat(incidents.get(0).path("message").asText()).isEqualTo(TIMEOUT);
  }

  @Test
  void malformedBytesAndNulsAreReplacedInDocuments() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write((TIMEOUT + " ").getBytes(StandardCharsets.UTF_8));
    bytes.write(new byte[] {(byte) 0xff, (byte) 0xc3, 0x28, 0});
    bytes.write('\n');
    Files.write(log, bytes.toByteArray());

    CommandRun scan = scan(log);

    assertThat(scan.code()).isZero();
    assertThat(scan.json().get(0).path("message").asText()).startsWith(TIMEOUT).contains("\ufffd");
  }

  @Test
  void lineOfTenMegabytesIsCutMarkedAndCounted() throws IOException {
    Files.writeString(log, TIMEOUT + "x".repeat(10_000_000) + "\n" + TIMEOUT + "\n");

    CommandRun scan = CommandRun.of("scan", "--json", "--stats", log);

    assertThat(scan.json().get(0).at("/incident/count").asInt()).isEqualTo(2);
    assertThat(scan.err()).contains("\"cut\":1").contains("\"in\":2");
  }

  @Test
  void emptyFileIsNoIncidentAndNoFailure() throws IOException {
    Files.createFile(log);

    CommandRun scan = scan(log);

    assertThat(scan.code()).isZero();
    assertThat(scan.out()).isEmpty();
  }

  @Test
  void binaryFileIsNamedAndTheOthersAreRead() throws IOException {
    Files.writeString(log, TIMEOUT + "\n");
    byte[] noise = new byte[4096];
    new java.util.Random(1).nextBytes(noise);
    Path binary = folder.resolve("core");
    Files.write(binary, noise);

    CommandRun scan = scan(log, binary);

    assertThat(scan.json()).hasSize(1);
    assertThat(scan.err()).contains("not read: " + binary);
    assertThat(scan.code()).isEqualTo(Cli.FAILED);
  }

  @Test
  void missingFileIsNamedAndTheOthersAreRead() throws IOException {
    Files.writeString(log, TIMEOUT + "\n");
    Path missing = folder.resolve("missing.log");

    CommandRun scan = scan(log, missing);

    assertThat(scan.json()).hasSize(1);
    assertThat(scan.err()).contains(missing.toString()).contains("no such file");
    assertThat(scan.code()).isEqualTo(Cli.FAILED);
  }

  @Test
  void ledgerAddsUp() throws IOException {
    Files.writeString(log, TIMEOUT + "\nhello\n\n" + TIMEOUT + "\n");

    CommandRun scan = CommandRun.of("scan", "--stats", log);

    assertThat(scan.err())
        .contains(
            "4 lines in = 2 matched + 2 unmatched + 0 repeated + 0 dropped + 0 dead-lettered");
  }

  private List<String> symptoms(Path file) {
    return scan(file).json().stream()
        .map(document -> document.at("/incident/symptom").asText())
        .toList();
  }

  private static CommandRun scan(Object... paths) {
    Object[] arguments = new Object[paths.length + 2];
    arguments[0] = "scan";
    arguments[1] = "--json";
    System.arraycopy(paths, 0, arguments, 2, paths.length);
    return CommandRun.of(arguments);
  }
}

package io.logtriage.streams.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.files.SourceFiles;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DocumentSchema;
import io.logtriage.streams.incident.Incident;
import io.logtriage.streams.incident.IncidentDocument;
import io.logtriage.streams.incident.TaggedEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanTest {
  private static final Engine ENGINE = Engine.of(Catalogue.builtIn());
  private static final Instant START = Instant.parse("2026-05-04T03:00:00Z");

  @TempDir Path folder;

  @Test
  void readsSourcesSideBySideInOrderOfTime() throws IOException {
    write("gunicorn/error.log", timeout(60), boot(61), timeout(900));
    write("app/app.log", locked(0), fine(30));

    Transcript transcript = scan();

    assertThat(transcript.lines)
        .containsExactly(
            "opened sqlite-locked 0s",
            "opened worker-timeout 60s",
            "updated sqlite-locked 0s",
            "resolved sqlite-locked 300s",
            "resolved worker-timeout 360s",
            "reopened worker-timeout 900s");
  }

  @Test
  void aCauseInAnotherSourceIsLinked() throws IOException {
    write("gunicorn/error.log", timeout(60));
    write("app/app.log", locked(0));

    assertThat(scan().last("worker-timeout").cause())
        .extracting("symptom")
        .isEqualTo("sqlite-locked");
  }

  @Test
  void whatIsOpenAtTheEndStaysOpen() throws IOException {
    write("gunicorn/error.log", timeout(0), boot(299));

    assertThat(scan().last("worker-timeout").status()).isEqualTo(Incident.Status.OPEN);
  }

  @Test
  void linesWithoutSymptomMoveTheClock() throws IOException {
    write("gunicorn/error.log", timeout(0));
    write("app/app.log", fine(300));

    assertThat(scan().lines).endsWith("resolved worker-timeout 300s");
  }

  @Test
  void undatedFindingsJoinWhatDatedOnesOpened() throws IOException {
    write("a/console.log", "sqlite3.OperationalError: database is locked");
    write("b/app.log", locked(0), fine(10));

    Transcript transcript = scan();
    assertThat(transcript.last("sqlite-locked").count()).isEqualTo(2);
    assertThat(transcript.lines).startsWith("opened sqlite-locked 0s");
  }

  @Test
  void undatedFindingsAloneOpenWhenTheFileWasLastWritten() throws IOException {
    Path file = write("a/console.log", "sqlite3.OperationalError: database is locked");
    Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(77)));

    assertThat(scan().lines).containsExactly("opened sqlite-locked 77s");
  }

  @Test
  void rotatedAndCompressedFilesAreOneSource() throws IOException {
    gzip("gunicorn/error.log.2.gz", timeout(0));
    write("gunicorn/error.log.1", timeout(60));
    write("gunicorn/error.log", timeout(120));

    Transcript transcript = scan();
    assertThat(transcript.last("worker-timeout").count()).isEqualTo(3);
    assertThat(transcript.result.sources()).singleElement().extracting("in").isEqualTo(3L);
  }

  @Test
  void theLedgerBalances() throws IOException {
    write("gunicorn/error.log", timeout(0), boot(1), "", boot(2));
    write("app/app.log", locked(0), "no time here", fine(3));

    ScanResult result = scan().result;
    assertThat(result.balanced()).isTrue();
    assertThat(result.sources()).extracting(SourceLedger::in).containsExactlyInAnyOrder(4L, 3L);
  }

  @Test
  void moreSourcesThanOpenFilesGiveTheSame() throws IOException {
    int sources = 300;
    for (int i = 0; i < sources; i++) {
      List<String> lines = new ArrayList<>(Collections.nCopies(600, boot(i)));
      lines.add(timeout(i));
      lines.addAll(Collections.nCopies(600, boot(i)));
      lines.add(timeout(i + 10));
      write("host" + i + "/gunicorn.log", lines.toArray(String[]::new));
    }

    Transcript transcript = scan();
    assertThat(transcript.last("worker-timeout").count()).isEqualTo(2L * sources);
    assertThat(transcript.result.balanced()).isTrue();
    assertThat(transcript.result.problems()).isEmpty();
  }

  @Test
  void theOrderOfSourcesMakesNoDifferenceToAnyByte() throws IOException {
    write("gunicorn/error.log", timeout(60), boot(61), timeout(900), timeout(5_000));
    write("app/app.log", locked(0), fine(30), locked(4_990));
    write("console.log", "sqlite3.OperationalError: database is locked");
    List<SourceFiles> sources = new ArrayList<>(find());
    List<String> once = scan(sources).documents;
    Collections.reverse(sources);

    assertThat(scan(sources).documents).isEqualTo(once).isNotEmpty();
  }

  @Test
  void aFileThatBreaksOffIsReadAsFarAsItGoesAndNamed() throws IOException {
    Path file = gzip("gunicorn/error.log.gz", timeout(0), boot(1).repeat(10_000));
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 40));
    write("app/app.log", locked(0));

    Transcript transcript = scan();
    assertThat(transcript.result.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.path()).isEqualTo(file))
        .extracting(FileProblem::kind)
        .isEqualTo(FileProblem.Kind.DAMAGED);
    assertThat(transcript.lines).contains("opened worker-timeout 0s", "opened sqlite-locked 0s");
  }

  @Test
  void threadsReadAheadOfCompressionWithoutLosingALine() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 30_000; i++) {
      lines.append(i % 900 == 0 ? timeout(i) : boot(i)).append('\n');
    }
    Path file = gzip("gunicorn/error.log.1.gz", lines.toString().stripTrailing());
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 2_000));
    write("gunicorn/error.log", timeout(40_000));

    Transcript alone = scan(find());
    Transcript several = new Transcript();
    several.result = new Scan(ENGINE, find(), 4).run(several);

    assertThat(several.documents).isEqualTo(alone.documents).hasSizeGreaterThan(20);
    assertThat(several.result).isEqualTo(alone.result);
    assertThat(several.result.problems()).hasSize(1);
  }

  @Test
  void aFileThatVanishesIsNamedAndTheOthersAreRead() throws IOException {
    Path file = write("gunicorn/error.log", timeout(0));
    write("app/app.log", locked(0));
    List<SourceFiles> sources = find();
    Files.delete(file);

    Transcript transcript = scan(sources);
    assertThat(transcript.result.problems()).extracting(FileProblem::path).containsExactly(file);
    assertThat(transcript.lines).containsExactly("opened sqlite-locked 0s");
  }

  @Test
  void yearsThatStampsLackComeFromTheFiles() throws IOException {
    Path older = write("syslog.1", syslog("Nov  3 09:00:00"), syslog("Feb  3 09:00:00"));
    Path newer = write("syslog", syslog("Dec 31 23:50:00"), syslog("Jan  1 00:10:00"));
    Files.setLastModifiedTime(older, FileTime.from(Instant.parse("2022-02-04T00:00:00Z")));
    Files.setLastModifiedTime(newer, FileTime.from(Instant.parse("2023-01-01T01:00:00Z")));

    assertThat(scan().firstSeen())
        .containsExactly(
            "2021-11-03T09:00:00Z",
            "2022-02-03T09:00:00Z",
            "2022-12-31T23:50:00Z",
            "2023-01-01T00:10:00Z");
  }

  private static String syslog(String time) {
    return time + " web app[7]: ERROR in jobs: could not store: database is locked";
  }

  private Transcript scan() {
    return scan(find());
  }

  private List<SourceFiles> find() {
    SourceNaming naming = new SourceNaming("web-1", null, null, null, ZoneOffset.UTC, null);
    return LogFiles.find(List.of(folder), naming).sources();
  }

  private static Transcript scan(List<SourceFiles> sources) {
    Transcript transcript = new Transcript();
    transcript.result = new Scan(ENGINE, sources).run(transcript);
    return transcript;
  }

  private Path write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, List.of(lines));
    return file;
  }

  private Path gzip(String name, String... lines) throws IOException {
    Path file = write(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static String timeout(long second) {
    return gunicorn(second, "CRITICAL", "WORKER TIMEOUT (pid:12)");
  }

  private static String boot(long second) {
    return gunicorn(second, "INFO", "Booting worker with pid: 13");
  }

  private static String gunicorn(long second, String level, String message) {
    return "[" + time(second) + " +0000] [7] [" + level + "] " + message;
  }

  private static String locked(long second) {
    return time(second) + ",000 ERROR in jobs: could not store: database is locked";
  }

  private static String fine(long second) {
    return time(second) + ",000 INFO in jobs: stored";
  }

  private static String time(long second) {
    return START.plusSeconds(second).toString().replace('T', ' ').replace("Z", "");
  }

  private static final class Transcript implements Changes {
    final List<String> lines = new ArrayList<>();
    final List<Incident> incidents = new ArrayList<>();
    final List<String> documents = new ArrayList<>();
    @Nullable ScanResult result;
    private final IncidentDocument document = new IncidentDocument(ENGINE.catalogue());

    List<String> firstSeen() {
      return incidents.stream()
          .map(incident -> Instant.ofEpochMilli(incident.firstSeen()).toString())
          .distinct()
          .toList();
    }

    Incident last(String symptom) {
      return incidents.stream()
          .filter(incident -> incident.symptom().equals(symptom))
          .reduce((first, second) -> second)
          .orElseThrow();
    }

    @Override
    public void incident(Incident incident, Transition transition) {
      incidents.add(incident);
      byte[] bytes = DocumentSchema.INCIDENT.check(document.toBytes(incident));
      documents.add(new String(bytes, StandardCharsets.UTF_8));
      Long resolved = incident.resolvedAt();
      long time =
          transition == Transition.OPENED
              ? incident.opened()
              : resolved == null ? incident.lastSeen() : resolved;
      lines.add(
          transition.name().toLowerCase(Locale.ROOT)
              + " "
              + incident.symptom()
              + " "
              + (time - START.toEpochMilli()) / 1000
              + "s");
    }

    @Override
    public void tagged(TaggedEvent event) {}
  }
}

package io.logtriage.patterns.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFilesTest {
  @TempDir Path temporary;
  private Path folder = Path.of("/");

  @BeforeEach
  void resolveLinks() throws IOException {
    folder = temporary.toRealPath();
  }

  @Test
  void folderGivesEachLogWithItsRotatedSet() throws IOException {
    write("nginx/error.log", "now\n");
    write("nginx/error.log.1", "before\n");
    gzip("nginx/error.log.2.gz", "long ago\n");
    write("app.log", "x\n");
    LogFiles found = find(folder);
    assertThat(found.problems()).isEmpty();
    assertThat(names(found))
        .containsExactlyInAnyOrder(
            "nginx/error.log: error.log.2.gz error.log.1 error.log", "app.log: app.log");
    assertThat(found.sources().get(0).source().deployment()).isEqualTo("web-1");
  }

  @Test
  void namedFileBringsItsRotatedCopiesAndNothingElse() throws IOException {
    write("app.log", "x\n");
    write("app-20261120.log", "x\n");
    write("app.log.1", "x\n");
    write("apple.log.1", "x\n");
    assertThat(names(find(folder.resolve("app.log"))))
        .containsExactly("app.log: app-20261120.log app.log.1 app.log");
    assertThat(names(find(folder.resolve("app.log.1")))).containsExactly("app.log: app.log.1");
  }

  @Test
  void globsAreExpanded() throws IOException {
    write("a/x.log", "x\n");
    write("a/x.txt", "x\n");
    write("b/c/x.log", "x\n");
    assertThat(names(find(folder.resolve("*/x.log")))).containsExactly("a/x.log: x.log");
    assertThat(names(find(folder.resolve("**/x.log"))))
        .containsExactly("a/x.log: x.log", "b/c/x.log: x.log");
    assertThat(names(find(folder.resolve("{a,b}")))).hasSize(3);
    assertThat(find(folder.resolve("*.nothing")).problems())
        .extracting(FileProblem::reason)
        .containsExactly("no file matches");
  }

  @Test
  void whileARotatedFileIsCompressedItIsReadOnce() throws IOException {
    write("app.log.1", "x\n");
    gzip("app.log.1.gz", "x\n");
    assertThat(names(find(folder))).containsExactly("app.log: app.log.1");
  }

  @Test
  void linksDoNotDoubleAFileAndLoopsEnd() throws IOException {
    write("logs/app.log", "x\n");
    Files.createSymbolicLink(folder.resolve("logs/again"), folder.resolve("logs"));
    Files.createSymbolicLink(folder.resolve("logs/a-link.log"), folder.resolve("logs/app.log"));
    LogFiles found = find(folder.resolve("logs"));
    assertThat(names(found)).containsExactly("logs/app.log: app.log");
    assertThat(found.problems()).isEmpty();
  }

  @Test
  void linkedFileCountsUnderTheNameOfTheLink() throws IOException {
    write("real.log", "x\n");
    Files.createDirectory(folder.resolve("links"));
    Files.createSymbolicLink(folder.resolve("links/app.log"), folder.resolve("real.log"));
    assertThat(names(find(folder.resolve("links")))).containsExactly("links/app.log: app.log");
  }

  @Test
  void missingFileIsSerious() {
    assertThat(find(folder.resolve("missing.log")).problems())
        .containsExactly(
            new FileProblem(
                folder.resolve("missing.log"), FileProblem.Kind.MISSING, "no such file", true));
  }

  @Test
  void binaryFileIsSeriousOnlyWhenNamed() throws IOException {
    Path file = folder.resolve("wtmp");
    Files.write(file, new byte[] {7, 0, 0, 0, 1, 2, 3});
    assertThat(find(folder).problems()).noneMatch(FileProblem::serious).hasSize(1);
    assertThat(find(file).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.serious()).isTrue();
              assertThat(problem).hasToString(file + ": binary, not text");
            });
  }

  @Test
  void damagedGzipIsReported() throws IOException {
    Path whole = gzip("app.log.1.gz", "x\n");
    Files.write(whole, Arrays.copyOf(Files.readAllBytes(whole), 8));
    assertThat(find(folder).problems())
        .extracting(FileProblem::kind)
        .containsExactly(FileProblem.Kind.DAMAGED);
  }

  @Test
  void unreadableFileSaysWhoMayNotReadIt() {
    assertThat(LogFiles.reason(new AccessDeniedException("x")))
        .startsWith("may not be read by user " + System.getProperty("user.name"));
  }

  @Test
  void hiddenFilesAreLeftOutOfFolders() throws IOException {
    write(".git/config", "x\n");
    write(".app.log.swp", "x\n");
    assertThat(find(folder).sources()).isEmpty();
  }

  @Test
  void pathPatternNamesDeploymentAndHost() throws IOException {
    write("shop/web-7/nginx/error.log", "x\n");
    SourceNaming naming =
        new SourceNaming(
            "here", null, null, PathPattern.parse("{deployment}/{host}/**"), null, null);
    LogFiles found = LogFiles.find(List.of(folder), naming);
    assertThat(found.sources())
        .singleElement()
        .satisfies(
            files -> {
              assertThat(files.source().host()).isEqualTo("web-7");
              assertThat(files.source().deployment()).isEqualTo("shop");
              assertThat(files.source().service()).isEqualTo("shop");
            });
  }

  private LogFiles find(Path... arguments) {
    return LogFiles.find(List.of(arguments), SourceNaming.ofHost("web-1"));
  }

  private List<String> names(LogFiles found) {
    return found.sources().stream()
        .map(
            source ->
                folder.relativize(Path.of(source.source().path()))
                    + ":"
                    + String.join(
                        "",
                        source.files().stream()
                            .map(file -> " " + file.path().getFileName())
                            .toList()))
        .toList();
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling("."));
    Files.writeString(file, text);
  }

  private Path gzip(String name, String text) throws IOException {
    write(name, "");
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return file;
  }
}

package io.logtriage.patterns.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Logs in tars, also in tars that were packed to do harm. */
class TarLogsTest {
  @TempDir Path temporary;
  private Path folder = Path.of("/");

  @BeforeEach
  void resolveLinks() throws IOException {
    folder = temporary.toRealPath();
  }

  @ParameterizedTest
  @EnumSource
  void aTarIsAFolderOfItsName(Compression compression) throws IOException {
    byte[] older = Archives.compressed(Compression.GZIP, "oldest\n".getBytes(UTF_8));
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar)) {
      Archives.member(out, "shop/web-1/error.log", "new\n".getBytes(UTF_8));
      Archives.member(out, "shop/web-1/error.log.1", "old\n".getBytes(UTF_8));
      Archives.member(out, "shop/web-1/error.log.2.gz", older);
      Archives.member(out, "shop/web-1/core", new byte[] {1, 2, 3, 4});
      Archives.member(out, "./cafe/web-2/app.log", "served\n".getBytes(UTF_8));
      Archives.member(out, "cafe/web-2/.app.log.swp", "hidden\n".getBytes(UTF_8));
    }
    Path file = write("logs.tar", Archives.compressed(compression, tar.toByteArray()));

    LogFiles named = find("{deployment}/{host}/**", file);

    assertThat(described(named))
        .containsExactlyInAnyOrder(
            "shop web-1 logs/shop/web-1/error.log: oldest old new",
            "cafe web-2 logs/cafe/web-2/app.log: served");
    assertThat(named.problems())
        .singleElement()
        .hasToString(file + "/shop/web-1/core: binary, not text");
    assertThat(described(find("*/{deployment}/{host}/**", folder))).isEqualTo(described(named));
    assertThat(named.sources().get(0).files().get(0).modified()).isEqualTo(1_772_000_000_000L);
  }

  @Test
  void tarsOfSeveralDaysAreOneRotatedSet() throws IOException {
    write("logs-20260302.tar.gz", Compression.GZIP, Archives.tar("a.log", "3\n", "a.log.1", "2\n"));
    write("logs-20260301.tar.gz", Compression.GZIP, Archives.tar("a.log", "1\n"));

    assertThat(described(find("*", folder))).containsExactly("web-1 web-1 logs/a.log: 1 2 3");
  }

  @Test
  void whatAFileWasAppendedToATarCountsInItsPlace() throws IOException {
    Path file = write("logs.tar", Archives.tar("a.log", "first\n", "a.log", "second\n"));

    assertThat(described(find("*", file))).containsExactly("web-1 web-1 logs/a.log: second");
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "GZIP"})
  void namesLeadNowhereButBelowTheTar(Compression compression) throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar, "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      Archives.member(out, "../../../etc/passwd", "up\n".getBytes(UTF_8));
      Archives.member(out, "/etc/shadow", "root\n".getBytes(UTF_8));
      Archives.member(out, "a\u001b[31m\nb/../\u00fcber.log", "letters\n".getBytes(UTF_8));
      Archives.member(out, "x/".repeat(600) + "y.log", "deep\n".getBytes(UTF_8));
      TarArchiveEntry link = new TarArchiveEntry("link.log", TarArchiveEntry.LF_SYMLINK);
      link.setLinkName("/etc/passwd");
      out.putArchiveEntry(link);
      out.closeArchiveEntry();
    }
    Path file = write("logs.tar", compression, tar.toByteArray());

    LogFiles found = find("*", file);

    assertThat(found.sources())
        .allSatisfy(source -> assertThat(source.source().path()).startsWith(folder + "/logs/"));
    assertThat(described(found))
        .hasSize(3)
        .contains("web-1 web-1 logs/etc/passwd: up", "web-1 web-1 logs/etc/shadow: root");
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all).containsExactly(folder, file);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NONE", "GZIP", "ZSTD"})
  void ofABrokenOffTarWhatIsThereIsReadAndThePlaceIsSaid(Compression compression)
      throws IOException {
    byte[] tar = Archives.tar("a.log", "whole\n", "b.log", "line\n".repeat(400), "c.log", "lost\n");
    byte[] broken = Arrays.copyOf(tar, 512 + 512 + 512 + 1_003);
    Path file = write("logs.tar", compression, broken);
    write("other.log", "other\n".getBytes(UTF_8));

    LogFiles found = find("*", folder);

    assertThat(described(found))
        .containsExactlyInAnyOrder(
            "web-1 web-1 logs/a.log: whole",
            "web-1 web-1 logs/b.log:" + " line".repeat(200) + " lin",
            "web-1 web-1 other.log: other");
    assertThat(found.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.path()).isEqualTo(file.resolve("b.log"));
              assertThat(problem.serious()).isTrue();
              assertThat(problem.reason()).contains("at byte 2539", "the first 1003 bytes");
            });
  }

  @Test
  void aTarWhoseCompressionBreaksOffIsReadUpToThere() throws IOException {
    byte[] whole =
        Archives.compressed(
            Compression.GZIP, Archives.tar("a.log", "whole\n", "b.log", numbers(200_000)));
    Path file = write("logs.tgz", Arrays.copyOf(whole, whole.length / 2));

    LogFiles found = find("*", file);

    assertThat(described(found).get(0)).isEqualTo("web-1 web-1 logs/a.log: whole");
    assertThat(described(found).get(1)).startsWith("web-1 web-1 logs/b.log: 0 1 2 3 ");
    assertThat(found.problems()).singleElement().matches(FileProblem::serious);
  }

  @Test
  void namesWithoutEndAreRefused() throws IOException {
    Path file = folder.resolve("logs.tar.zst");
    try (OutputStream out = Archives.compressing(Compression.ZSTD, Files.newOutputStream(file));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      Archives.member(tar, "a.log", "whole\n".getBytes(UTF_8));
      TarArchiveEntry name =
          new TarArchiveEntry("././@LongLink", TarArchiveEntry.LF_GNUTYPE_LONGNAME);
      name.setSize(8L << 20);
      tar.putArchiveEntry(name);
      byte[] letters = "n".repeat(1 << 20).getBytes(ISO_8859_1);
      for (int i = 0; i < 8; i++) {
        tar.write(letters);
      }
      tar.closeArchiveEntry();
      Archives.member(tar, "b.log", "lost\n".getBytes(UTF_8));
    }

    LogFiles found = find("*", file);

    assertThat(described(found)).containsExactly("web-1 web-1 logs/a.log: whole");
    assertThat(found.problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.reason()).contains("name or attributes of more"));
  }

  @Test
  void aTarInATarSaysWhatToDo() throws IOException {
    byte[] inner = Archives.tar("a.log", "x\n");
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(tar)) {
      Archives.member(out, "inner.tar", inner);
      Archives.member(out, "inner.tar.gz", Archives.compressed(Compression.GZIP, inner));
    }
    Path file = write("logs.tar", tar.toByteArray());

    assertThat(find("*", file).problems())
        .extracting(FileProblem::reason)
        .containsOnly("a tar in a tar, which is not read; unpack it")
        .hasSize(2);
  }

  @Test
  void besideTheFolderThatItWasUnpackedToItIsNotReadAgain() throws IOException {
    write("logs.tar.gz", Compression.GZIP, Archives.tar("a.log", "packed\n", "b.log", "new\n"));
    Files.createDirectory(folder.resolve("logs"));
    write("logs/a.log", "unpacked\n".getBytes(UTF_8));

    assertThat(described(find("*", folder)))
        .containsExactlyInAnyOrder(
            "web-1 web-1 logs/a.log: unpacked", "web-1 web-1 logs/b.log: new");
  }

  @Test
  void anEmptyTarHoldsNothing() throws IOException {
    write("logs.tar.gz", Compression.GZIP, Archives.tar());

    assertThat(described(find("*", folder))).isEqualTo(List.of("web-1 web-1 logs.tar:"));
  }

  @Test
  void sourcesWithoutEndThatTakeMemoryToUnpackArePutAside() throws IOException {
    for (int i = 0; i < 40; i++) {
      write("app" + i + ".log.1", Compression.XZ, ("line " + i + "\n").getBytes(UTF_8));
    }
    byte[] broken = Archives.compressed(Compression.BZIP2, numbers(200_000).getBytes(UTF_8));
    write("broken.log.1", Arrays.copyOf(broken, broken.length / 2));

    LogFiles found = find("*", folder);

    assertThat(found.sources()).hasSize(41);
    assertThat(described(found)).contains("web-1 web-1 app7.log: line 7");
    assertThat(found.sources())
        .allSatisfy(
            source -> assertThat(source.files().get(0).compression()).isEqualTo(Compression.NONE));
    assertThat(found.problems()).singleElement().matches(FileProblem::serious);
  }

  private static String numbers(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i).append('\n');
    }
    return text.toString();
  }

  private Path write(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private Path write(String name, Compression compression, byte[] content) throws IOException {
    return write(name, Archives.compressed(compression, content));
  }

  private static LogFiles find(String pattern, Path path) {
    SourceNaming naming =
        new SourceNaming("web-1", null, null, PathPattern.parse(pattern), null, null);
    return LogFiles.find(List.of(path), naming);
  }

  private List<String> described(LogFiles found) {
    return found.sources().stream()
        .map(
            source ->
                source.source().deployment()
                    + " "
                    + source.source().host()
                    + " "
                    + folder.relativize(Path.of(source.source().path()))
                    + ":"
                    + source.files().stream()
                        .map(TarLogsTest::text)
                        .map(text -> text.isEmpty() ? "" : " " + text)
                        .collect(Collectors.joining()))
        .toList();
  }

  private static String text(LogFile file) {
    try (InputStream in = file.open()) {
      return new String(in.readAllBytes(), UTF_8).replace("\0", "").strip().replace('\n', ' ');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

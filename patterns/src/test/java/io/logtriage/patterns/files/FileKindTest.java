package io.logtriage.patterns.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKindTest {
  @TempDir Path folder;

  @Test
  void textIsTextInAnyEncodingOfAscii() throws IOException {
    assertThat(kind("plain\tline\n".getBytes(UTF_8))).isEqualTo(FileKind.TEXT);
    assertThat(kind("gr\u00fcezi\n".getBytes(ISO_8859_1))).isEqualTo(FileKind.TEXT);
    assertThat(kind("\u001b[31mred\u001b[0m\n".getBytes(UTF_8))).isEqualTo(FileKind.TEXT);
    assertThat(kind(new byte[0])).isEqualTo(FileKind.EMPTY);
  }

  @Test
  void oneNulInALineIsNoReason() throws IOException {
    assertThat(kind("a line with one \0 in it\n".getBytes(UTF_8))).isEqualTo(FileKind.TEXT);
  }

  @Test
  void nullsBeforeTheTextAreNoReason() throws IOException {
    byte[] bytes = new byte[100_000];
    assertThat(kind(bytes)).isEqualTo(FileKind.EMPTY);
    System.arraycopy("text\n".getBytes(UTF_8), 0, bytes, 99_995, 5);
    assertThat(kind(bytes)).isEqualTo(FileKind.TEXT);
    System.arraycopy("text\n".getBytes(UTF_8), 0, bytes, 50, 5);
    assertThat(kind(java.util.Arrays.copyOf(bytes, 55))).isEqualTo(FileKind.TEXT);
  }

  @Test
  void recordsOfLoginsAreBinary() throws IOException {
    byte[] wtmp = new byte[384];
    wtmp[0] = 7;
    System.arraycopy("pts/0".getBytes(UTF_8), 0, wtmp, 8, 5);
    System.arraycopy("root".getBytes(UTF_8), 0, wtmp, 44, 4);
    assertThat(kind(wtmp)).isEqualTo(FileKind.BINARY);
  }

  @Test
  void magicDecidesNotTheName() throws IOException {
    assertThat(look(gzip("text\n".getBytes(UTF_8))))
        .isEqualTo(new FileLook(Compression.GZIP, FileKind.TEXT));
    assertThat(look(gzip(new byte[] {1, 2, 3, 4})))
        .isEqualTo(new FileLook(Compression.GZIP, FileKind.BINARY));
    assertThat(kind(gzip(gzip("text\n".getBytes(UTF_8))))).isEqualTo(FileKind.COMPRESSED);
    assertThat(kind("PK\3\4xxxx".getBytes(UTF_8))).isEqualTo(FileKind.COMPRESSED);
    assertThat(kind("SQLite format 3\0...".getBytes(UTF_8))).isEqualTo(FileKind.BINARY);
    assertThat(kind("LPKSHHRHxxxxxxxx".getBytes(UTF_8))).isEqualTo(FileKind.JOURNAL);
    assertThat(kind("\u00ff\u00feh\0i\0".getBytes(ISO_8859_1))).isEqualTo(FileKind.UTF_16);
    assertThat(kind("\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\1".getBytes(ISO_8859_1)))
        .isEqualTo(FileKind.BINARY);
  }

  private FileKind kind(byte[] bytes) throws IOException {
    return look(bytes).kind();
  }

  private FileLook look(byte[] bytes) throws IOException {
    return FileLook.into(Content.of(Files.write(folder.resolve("app.log"), bytes)), bytes.length);
  }

  private byte[] gzip(byte[] bytes) throws IOException {
    Path file = folder.resolve("x");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(bytes);
    }
    return Files.readAllBytes(file);
  }
}

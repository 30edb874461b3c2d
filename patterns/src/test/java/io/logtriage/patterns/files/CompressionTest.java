package io.logtriage.patterns.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void givesBackWhatWasCompressedInOneOrSeveralParts(Compression compression) throws IOException {
    ByteArrayOutputStream parts = new ByteArrayOutputStream();
    parts.write(Archives.compressed(compression, text(0, 50_000)));
    parts.write(Archives.compressed(compression, text(50_000, 60_000)));
    LogFile file = file(parts.toByteArray());

    assertThat(file.compression()).isEqualTo(compression);
    assertThat(lines(file)).isEqualTo(lines(text(0, 60_000)));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aBrokenOffFileGivesWhatIsThereAndSaysWhereItBreaks(Compression compression)
      throws IOException {
    byte[] text = random(1_000_000);
    byte[] whole = Archives.compressed(compression, text);
    LogFile file = file(Arrays.copyOf(whole, whole.length * 3 / 4));

    ByteArrayOutputStream read = new ByteArrayOutputStream();
    assertThatThrownBy(() -> copy(file, read))
        .isInstanceOf(DamagedException.class)
        .hasMessageContaining("before byte " + read.size() + " of its text is read");
    assertThat(read.size()).isPositive();
    assertThat(read.toByteArray()).isEqualTo(Arrays.copyOf(text, read.size()));
    assertThat(FileProblem.reading(file, damage(file)).kind()).isEqualTo(FileProblem.Kind.DAMAGED);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void noDamageIsMoreThanAProblemOfThisFile(Compression compression) throws IOException {
    Random random = new Random(7);
    byte[] whole = Archives.compressed(compression, text(0, 3_000));
    for (int i = 0; i < 100; i++) {
      byte[] damaged = whole.clone();
      for (int flips = random.nextInt(4) + 1; flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      Path path = Files.write(folder.resolve("app.log"), damaged);
      LogFiles.find(List.of(path), SourceNaming.ofHost("web-1")).sources().stream()
          .flatMap(source -> source.files().stream())
          .forEach(
              file -> {
                try {
                  copy(file, new ByteArrayOutputStream());
                } catch (IOException expected) {
                  assertThat(LogFiles.reason(expected)).isNotBlank();
                }
              });
    }
  }

  @Test
  @Timeout(60)
  void aBombEndsWhereNoLogCouldBeSoLong() throws IOException {
    Path path = folder.resolve("bomb.zst");
    byte[] zeros = new byte[1 << 20];
    try (OutputStream out = Archives.compressing(Compression.ZSTD, Files.newOutputStream(path))) {
      for (int i = 0; i < 1_100; i++) {
        out.write(zeros);
      }
    }
    LogFile file = new LogFile(path, Compression.ZSTD, 1, 1, Content.of(path));
    assertThatThrownBy(() -> copy(file, OutputStream.nullOutputStream()))
        .isInstanceOf(DamagedException.class)
        .hasMessageContaining("2000 times its size");
  }

  private static IOException damage(LogFile file) {
    try {
      copy(file, OutputStream.nullOutputStream());
    } catch (IOException damage) {
      return damage;
    }
    throw new AssertionError("not damaged");
  }

  private static void copy(LogFile file, OutputStream out) throws IOException {
    try (InputStream in = file.open()) {
      in.transferTo(out);
    }
  }

  private LogFile file(byte[] bytes) throws IOException {
    Path path = Files.write(folder.resolve("app.log"), bytes);
    Content content = Content.of(path);
    FileLook look = FileLook.into(content, bytes.length);
    return new LogFile(path, look.compression(), bytes.length, 0, content);
  }

  private static byte[] text(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> "line number " + i + "\n")
        .collect(Collectors.joining())
        .getBytes(UTF_8);
  }

  /** Text that does not become much smaller. */
  private static byte[] random(int length) {
    byte[] text = new byte[length];
    new Random(1)
        .ints(length, ' ', '~')
        .forEach(
            new java.util.function.IntConsumer() {
              private int next;

              @Override
              public void accept(int letter) {
                text[next++] = (byte) letter;
              }
            });
    return text;
  }

  private static List<String> lines(LogFile file) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    copy(file, all);
    return lines(all.toByteArray());
  }

  private static List<String> lines(byte[] text) {
    return new String(text, UTF_8).lines().toList();
  }
}

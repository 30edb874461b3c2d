package io.logtriage.patterns.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  @Test
  void linesKnowWhereTheyStand() throws IOException {
    assertThat(lines("one\n\ntwo\r\nrest")).containsExactly("0 one", "4 ", "5 two", "10 rest");
  }

  @Test
  void emptyStreamHasNoLines() throws IOException {
    assertThat(lines("")).isEmpty();
  }

  @Test
  void loneCarriageReturnsStay() throws IOException {
    assertThat(lines("10%\r20%\r\r\n")).containsExactly("0 10%\r20%\r");
  }

  @Test
  void nullsBeforeALineAreLeftOut() throws IOException {
    assertThat(lines("\0".repeat(700_000) + "text\na\0b\n\0\0"))
        .containsExactly("700000 text", "700005 a\0b");
  }

  @Test
  void longLineIsCutMarkedAndReadOver() throws IOException {
    LineReader reader = reader("x".repeat(10_000_000) + "\nnext\n");
    assertThat(reader.next()).isTrue();
    assertThat(reader.to() - reader.from()).isEqualTo(LineReader.MAX_LINE);
    assertThat(reader.cut()).isTrue();
    assertThat(reader.end()).isEqualTo(10_000_001);
    assertThat(reader.next()).isTrue();
    assertThat(reader.offset()).isEqualTo(10_000_001);
    assertThat(reader.cut()).isFalse();
    assertThat(reader.bytes().length).isLessThanOrEqualTo(1 << 20);
    assertThat(reader.nextOrRest()).isFalse();
  }

  @Test
  void longLineWithoutNewlineIsCutAtTheEnd() throws IOException {
    LineReader reader = reader("x".repeat(600_000));
    assertThat(reader.next()).isFalse();
    assertThat(reader.nextOrRest()).isTrue();
    assertThat(reader.cut()).isTrue();
    assertThat(reader.end()).isEqualTo(600_000);
  }

  @Test
  void lineOfExactlyTheLimitIsWhole() throws IOException {
    LineReader reader = reader("x".repeat(LineReader.MAX_LINE) + "\r\n");
    assertThat(reader.next()).isTrue();
    assertThat(reader.to() - reader.from()).isEqualTo(LineReader.MAX_LINE);
    assertThat(reader.cut()).isFalse();
  }

  @Test
  void cutDoesNotSplitACharacter() throws IOException {
    LineReader reader = reader("x".repeat(LineReader.MAX_LINE - 1) + "\u00e9\u00e9\n");
    assertThat(reader.next()).isTrue();
    assertThat(reader.to() - reader.from()).isEqualTo(LineReader.MAX_LINE - 1);
  }

  @Test
  void moreMayComeAfterTheEnd() throws IOException {
    Growing in = new Growing();
    LineReader reader = new LineReader(in, 0);
    in.add("par");
    assertThat(reader.next()).isFalse();
    in.add("tial\nx");
    assertThat(reader.next()).isTrue();
    assertThat(text(reader)).isEqualTo("0 partial");
    assertThat(reader.end()).isEqualTo(8);
  }

  /** However the bytes arrive, the lines are those of a plain split, in the right place. */
  @Property(tries = 200)
  void anyBytesInAnyPiecesGiveTheSameLines(
      @ForAll("texts") List<String> lines, @ForAll("sizes") int piece) throws IOException {
    StringBuilder all = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (String line : lines) {
      expected.add(all.length() + " " + line.substring(0, Math.min(line.length(), 262_144)));
      all.append(line).append('\n');
    }
    byte[] bytes = all.toString().getBytes(UTF_8);
    LineReader reader = new LineReader(pieces(bytes, piece), 0);
    List<String> found = new ArrayList<>();
    while (reader.nextOrRest()) {
      found.add(text(reader));
    }
    assertThat(found.equals(expected)).isTrue();
    assertThat(reader.end()).isEqualTo(bytes.length);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    Arbitrary<Integer> lengths =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(20, Arbitraries.integers().between(0, 300)),
            net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(260_000, 600_000)));
    return lengths.map("abcdefgh".repeat(75_000)::substring).list().ofMaxSize(60);
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.of(1_000, 4_096, 130_000, 1_000_000);
  }

  private static InputStream pieces(byte[] bytes, int size) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int off, int len) {
        return super.read(target, off, Math.min(len, size));
      }
    };
  }

  private static List<String> lines(String text) throws IOException {
    LineReader reader = reader(text);
    List<String> lines = new ArrayList<>();
    while (reader.nextOrRest()) {
      lines.add(text(reader));
    }
    return lines;
  }

  private static LineReader reader(String text) {
    return new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), 0);
  }

  private static String text(LineReader reader) {
    return reader.offset()
        + " "
        + new String(reader.bytes(), reader.from(), reader.to() - reader.from(), UTF_8);
  }

  /** A stream to which more is added after its end was seen. */
  private static final class Growing extends InputStream {
    private InputStream rest = InputStream.nullInputStream();

    void add(String text) {
      rest = new SequenceInputStream(rest, new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    @Override
    public int read() throws IOException {
      return rest.read();
    }

    @Override
    public int read(byte[] target, int off, int len) throws IOException {
      return rest.read(target, off, len);
    }
  }
}

package io.logtriage.streams.envelope;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.format.ParsedEvent;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Records as other people's shippers write them ({@code envelopes/}): {@code <} is a record, {@code
 * >} says whose line was in it, {@code |} is the line.
 */
class EnvelopeReaderTest {
  private final EnvelopeReader reader = new EnvelopeReader();

  record Case(String record, String expected) {
    @Override
    public String toString() {
      return record.substring(0, Math.min(record.length(), 80));
    }
  }

  static Stream<Case> cases() throws IOException, URISyntaxException {
    List<Case> cases = new ArrayList<>();
    Path folder = Path.of(EnvelopeReaderTest.class.getResource("/envelopes").toURI());
    try (Stream<Path> files = Files.list(folder).sorted()) {
      for (Path file : files.toList()) {
        String record = null;
        StringBuilder expected = new StringBuilder();
        for (String line : Files.readAllLines(file)) {
          if (line.startsWith("< ")) {
            if (record != null) {
              cases.add(new Case(record, expected.toString()));
            }
            record = line.substring(2);
            expected.setLength(0);
          } else if (!line.isEmpty() && !line.startsWith("#")) {
            expected.append(line).append('\n');
          }
        }
        cases.add(new Case(record, expected.toString()));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void linesAndTheirOriginsAreTakenOut(Case one) {
    assertThat(read(one.record().getBytes(UTF_8))).isEqualTo(one.expected());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void recordsThatAreCutOffAnywhereAreNone(Case one) {
    byte[] whole = one.expected().equals("none\n") ? new byte[0] : one.record().getBytes(UTF_8);
    for (int length = 0; length < whole.length; length++) {
      byte[] half = Arrays.copyOf(whole, length);
      assertThat(read(half)).isEqualTo("none\n");
    }
  }

  @Test
  void objectsPrintedOverSeveralLinesAreRead() {
    String record =
        "{\n  \"source_type\": \"file\",\n  \"message\": \"hello\",\n  \"host\": \"a\"\n}\n";
    assertThat(read(record.getBytes(UTF_8)))
        .isEqualTo("> host a, path -, deployment -, service -, none\n| hello\n");
  }

  @Test
  void depthAndSizeAreBounded() {
    String deep = "{\"source_type\":\"file\",\"message\":\"x\",\"a\":" + "[".repeat(400_000);
    assertThat(read(deep.getBytes(UTF_8))).isEqualTo("none\n");
    String objects = "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000);
    assertThat(read(objects.getBytes(UTF_8))).isEqualTo("none\n");
    String nested =
        "{\"source_type\":\"file\",\"message\":\"x\",\"a\":"
            + objects
            + ","
            + "\"b\":[[[1],{}],2]}";
    assertThat(read(nested.getBytes(UTF_8))).endsWith("| x\n");
    String wide = "{\"source_type\":\"file\",\"message\":\"" + "y".repeat(900_000) + "\"}";
    assertThat(read(wide.getBytes(UTF_8)).length()).isLessThan(257 * 1024);
    String longName = "{\"host\":\"" + "h".repeat(90_000) + "\",\"message\":\"x\"}";
    assertThat(read(longName.getBytes(UTF_8)).length()).isLessThan(1024);
  }

  @Property(tries = 300)
  void anyBytesAreReadWithoutFailing(@ForAll byte[] bytes) {
    read(bytes);
    byte[] object = ("{\"message\":\"" + new String(bytes, UTF_8) + "\"}").getBytes(UTF_8);
    read(object);
  }

  private String read(byte[] value) {
    StringBuilder out = new StringBuilder();
    boolean envelope =
        reader.read(
            value,
            (origin, bytes, from, to, time) -> {
              out.append("> host ").append(shown(origin.host()));
              out.append(", path ").append(shown(origin.path()));
              out.append(", deployment ").append(shown(origin.deployment()));
              out.append(", service ").append(shown(origin.service())).append(", ");
              out.append(time == ParsedEvent.NO_TIME ? "none" : Instant.ofEpochMilli(time));
              out.append('\n');
              for (String line : new String(bytes, from, to - from, UTF_8).split("\n", -1)) {
                out.append("| ").append(line).append('\n');
              }
            });
    assertThat(envelope).isEqualTo(out.length() > 0);
    return envelope ? out.toString() : "none\n";
  }

  private static String shown(String value) {
    return value == null ? "-" : value;
  }
}

package io.logtriage.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built-in catalogue on lines of many programs: those that show something, and the others. */
class WordingsTest {
  private static final Path FOLDER = Path.of("src/test/resources/wordings");
  private static final int UNRELATED = 20_000;

  @ParameterizedTest
  @MethodSource("seenAs")
  void lineAloneShowsItsSymptom(String symptom, String line) {
    assertThat(Lines.symptoms(line)).contains(symptom);
  }

  @ParameterizedTest
  @MethodSource("unrelated")
  void otherTroubleShowsNothing(String line) {
    assertThat(Lines.symptoms(line.replace("#", "4"))).isEmpty();
  }

  @Test
  void muchOtherTroubleInOneSourceShowsNothing() {
    List<String> templates = unrelated().toList();
    Random random = new Random(7);
    Stream<String> lines =
        Stream.generate(() -> numbered(templates.get(random.nextInt(templates.size())), random))
            .limit(UNRELATED);
    assertThat(Lines.findings(lines)).isEmpty();
  }

  private static String numbered(String template, Random random) {
    StringBuilder line = new StringBuilder();
    template
        .chars()
        .forEach(next -> line.append(next == '#' ? (char) ('1' + random.nextInt(5)) : (char) next));
    return line.toString();
  }

  static Stream<Object[]> seenAs() {
    return lines("seen-as.txt").map(line -> line.split(" \\| ", 2));
  }

  static Stream<String> unrelated() {
    return lines("unrelated.txt");
  }

  private static Stream<String> lines(String file) {
    try {
      return Files.readAllLines(FOLDER.resolve(file)).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("# "));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + FOLDER.resolve(file), e);
    }
  }
}

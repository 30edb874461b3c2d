package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PurityTest {

  @ParameterizedTest
  @ValueSource(strings = {"incident", "scan"})
  void nothingInThePackageKnowsOfKafka(String name) throws IOException {
    Path folder = Path.of("src/main/java/io/logtriage/streams", name);
    List<Path> sources;
    try (Stream<Path> files = Files.walk(folder)) {
      sources = files.filter(file -> file.toString().endsWith(".java")).toList();
    }

    assertThat(sources)
        .isNotEmpty()
        .allSatisfy(
            file -> assertThat(Files.readString(file)).doesNotContain("org.apache." + "kafka"));
  }
}

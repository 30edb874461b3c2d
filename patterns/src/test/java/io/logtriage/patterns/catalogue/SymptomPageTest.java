package io.logtriage.patterns.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SymptomPageTest {
  private static final Path PAGE = Path.of("..", "docs", "symptoms.md");

  @Test
  void pageIsWhatTheCatalogueSays() throws IOException {
    assertThat(Files.readString(PAGE))
        .as(
            "docs/symptoms.md is out of date; write it anew: mvn -pl patterns process-classes &&"
                + " mvn -pl patterns exec:java -Dexec.args=docs/symptoms.md"
                + " -Dexec.mainClass=io.logtriage.patterns.catalogue.SymptomPage")
        .isEqualTo(SymptomPage.of(Catalogue.builtIn()));
  }
}

package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/subscribe.md promises. */
class SubscriberDocsTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void theSchemaThatTheDocumentsAreTestedAgainstIsPrintedAndLinked() throws IOException {
    String name = "incident.schema.json";
    CommandRun schema = CommandRun.of("schema");

    assertThat(schema.code()).isZero();
    assertThat(schema.out())
        .startsWith("{")
        .isEqualToNormalizingNewlines(
            Files.readString(
                Path.of("../streams/src/main/resources/io/logtriage/streams/incident", name)));
    assertThat(DOCS.resolve("subscribe.md"))
        .content()
        .contains("](../streams/src/main/resources/io/logtriage/streams/incident/" + name + ")");
  }

  @Test
  void theJavaExampleCompiles(@TempDir Path classes) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> arguments =
        List.of(
            "-Xlint:all,-classfile,-processing",
            "-Werror",
            "-proc:none",
            "--release",
            "17",
            "-classpath",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            DOCS.resolve("consumers/LastStates.java").toString());

    assertThat(compiler.run(null, null, null, arguments.toArray(String[]::new))).isZero();
  }
}

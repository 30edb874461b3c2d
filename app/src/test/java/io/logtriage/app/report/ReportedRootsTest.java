package io.logtriage.app.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logtriage.app.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The report of a recorded stack beside what was done to it. */
class ReportedRootsTest {
  private static final Path RECORDING = Path.of("src/main/resources/io/logtriage/app/samples");

  private static final Pattern CAUSE =
      Pattern.compile("(?m)^### ([0-9-]{10}) ([0-9:]{8}) [^\n]*\n\n`([a-z-]+)`");

  /** What a report says of one root cause. */
  private record Told(Instant time, String root, String text) {}

  @Test
  void everyFaultIsToldWithItsRootAndItsEffectsBelowIt() throws IOException {
    List<Told> told = told(report());
    JsonNode faults = new ObjectMapper().readTree(RECORDING.resolve("truth.json").toFile());

    for (JsonNode fault : faults.get("faults")) {
      assertThat(told)
          .as(fault.get("name").asText())
          .anySatisfy(
              cause -> {
                assertThat(cause.root()).isEqualTo(fault.get("root").asText());
                assertThat(cause.time())
                    .isBetween(moment(fault, "from", -3), moment(fault, "to", 3));
                fault
                    .get("expect")
                    .forEach(
                        symptom -> assertThat(cause.text()).contains("`" + symptom.asText() + "`"));
                assertThat(cause.text()).contains("To check", "To fix", "To verify", "```");
              });
    }
    assertThat(told).hasSameSizeAs(faults.get("faults"));
  }

  private static Instant moment(JsonNode fault, String name, int slack) {
    return Instant.parse(fault.get(name).asText()).plusSeconds(slack);
  }

  private static List<Told> told(String report) {
    String causes = report.substring(0, report.indexOf("\n## Counts"));
    List<Told> told = new ArrayList<>();
    Matcher cause = CAUSE.matcher(causes);
    while (cause.find()) {
      int end = causes.indexOf("\n### ", cause.end());
      told.add(
          new Told(
              Instant.parse(cause.group(1) + "T" + cause.group(2) + "Z"),
              cause.group(3),
              causes.substring(cause.start(), end < 0 ? causes.length() : end)));
    }
    return told;
  }

  private static String report() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String[] command = {
      "report", "--zone", "UTC", "--deployment", "tutor", RECORDING.resolve("logs").toString()
    };
    int code =
        Main.run(
            command,
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    assertThat(code).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}

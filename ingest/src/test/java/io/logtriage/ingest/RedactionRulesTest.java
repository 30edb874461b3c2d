package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionRulesTest {

  @Test
  void firstGroupOrAllOfAmatchIsTakenOutBesidesWhatEverybodyHas() {
    RedactionRules rules = RedactionRules.of(List.of("employee=(\\d+)", "CARD-\\d{4}"));

    assertThat(redact(rules, "employee=4711 paid with CARD-0815, password=hunter22 é"))
        .isEqualTo("employee=[redacted] paid with [redacted], password=[redacted] é");
    assertThat(redact(rules, "nothing to see")).isEqualTo("nothing to see");
  }

  @Test
  void lineAtWhichAruleTakesTooLongIsLeftOutAsAwhole() {
    RedactionRules rules = RedactionRules.of(List.of("(a+)+b"));

    assertThat(redact(rules, "a".repeat(5_000))).isEqualTo("[redacted]");
  }

  @Test
  void wrongRulesAreNamed() {
    assertThatThrownBy(() -> RedactionRules.of(List.of("(")))
        .hasMessageContaining("'(' is no regular expression")
        .hasMessageContaining("at");
    assertThatThrownBy(() -> RedactionRules.of(List.of("x*")))
        .hasMessageContaining("'x*' finds something in every line");
  }

  private static String redact(RedactionRules rules, String line) {
    byte[] bytes = line.getBytes(UTF_8);
    byte[] redacted = rules.redact(bytes, 0, bytes.length);
    return redacted == null ? line : new String(redacted, UTF_8);
  }
}

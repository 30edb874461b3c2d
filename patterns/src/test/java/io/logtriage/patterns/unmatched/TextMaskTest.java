package io.logtriage.patterns.unmatched;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextMaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          payment 4711 of user 12 refused after 1.25s           | payment <*> of user <*> refused after <*>
          no route to 10.1.2.3:8080                             | no route to <*>
          cannot open '/srv/data/7/a.idx': denied               | cannot open '<*>': denied
          cannot open /srv/data/7/blob: denied                  | cannot open /srv/data/<*>/blob: denied
          session 3f2b8c1d-aaaa-bbbb-cccc-0123456789ab is gone   | session <*> is gone
          object at 0x7f3a2c is broken                          | object at <*> is broken
          mail to jo.doe+x@example.org bounced                  | mail to <*> bounced
          GET https://api.example.org/v1/x?y=1 gave 503         | GET <*> gave <*>
          worker3 can't keep up                                 | worker3 can't keep up
          commit 9fceb02d0ae598e9 rejected                      | commit <*> rejected
          """)
  void leavesWhatAllHaveInCommon(String text, String template) {
    assertThat(TextMask.mask(text)).isEqualTo(template);
  }

  @Test
  void neverCutsAGapInHalf() {
    for (int length = 280; length < 310; length++) {
      String template = TextMask.mask("x".repeat(length) + " 'value' and more of it, to the end");

      assertThat(template.length()).isLessThanOrEqualTo(300);
      assertThat(template.replace(TextMask.GAP, "")).doesNotContain("<", "*", ">");
    }
  }

  @Property(tries = 200)
  void boundsAnyText(@ForAll String text) {
    assertThat(TextMask.mask(text).length()).isLessThanOrEqualTo(300);
  }

  @Test
  void isQuickOnTextMadeToBeSlow() {
    for (String unit : new String[] {"'", "a1", "1.", "::", "a-", "0a", "/1", "\"a"}) {
      String text = unit.repeat(100_000);

      assertThat(
              org.junit.jupiter.api.Assertions.assertTimeout(
                  Duration.ofSeconds(2), () -> TextMask.mask(text)))
          .isNotNull();
    }
  }
}

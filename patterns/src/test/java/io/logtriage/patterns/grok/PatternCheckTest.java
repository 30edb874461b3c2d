package io.logtriage.patterns.grok;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternCheckTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          %{MESSAGE}(?i)worker timeout                | only (?: (?> (?= (?!
          %{MESSAGE}(?:\\w+ )+failed                  | exponential time
          %{MESSAGE}(?:a+){2,40}failed                | exponential time
          ^.*a.*b.*failed                             | expected at most 2
          .*connection failed                         | not anchored
          %{INT} failed                               | not anchored
          %{MESSAGE}\\d+                              | no constant text of at least 4
          %{MESSAGE}%{NOSUCH} failed                  | %{NOSUCH} is not defined
          %{MESSAGE}%{INT:PID} failed                 | field name 'PID'
          %{MESSAGE}%{INT:process.pid:int} failed     | field name 'process.pid:int'
          %{MESSAGE}(failed                           | ( without )
          %{MESSAGE}failed)                           | unmatched )
          %{MESSAGE}[failed                           | [ without ]
          %{MESSAGE}failed\\1                         | \\1 is not understood
          """)
  void refusesWithReason(String grok, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PatternCheck.literals(grok, List.of()))
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      textBlock =
          """
          %{MESSAGE}WORKER TIMEOUT \\(pid:%{INT:process.pid}\\) ; WORKER TIMEOUT (pid:
          ^(?:Out|out) of memory                                ; Out of memory,out of memory
          ^E(?:rror|xception): \\[Errno (?:98|48)\\]            ; Error: [Errno 48],Error: [Errno 98],Exception: [Errno 48],Exception: [Errno 98]
          ^x+failed (?:here)?now                                ; failed herenow,failed now
          ^a{0,3}failed\\.                                      ; failed.
          """)
  void derivesTheMostTellingText(String grok, String literals) {
    assertThat(PatternCheck.literals(grok, List.of()))
        .containsExactlyInAnyOrder(literals.split(","));
  }

  @Test
  void acceptsDeclaredLiteralsThatEveryMatchHolds() {
    assertThat(PatternCheck.literals("^disk (?:is )?full on sda", List.of("full on")))
        .containsExactly("full on");
  }

  @Test
  void refusesDeclaredLiteralsThatAmatchCanLack() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PatternCheck.literals("^disk (?:full|almost full|gone)", List.of("full")))
        .withMessageContaining("without any of its literals [full]");
  }

  @Test
  void refusesLiteralsThatStandInTooManyLines() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PatternCheck.literals("^disk full", List.of("dis")))
        .withMessageContaining("shorter than 4");
  }
}

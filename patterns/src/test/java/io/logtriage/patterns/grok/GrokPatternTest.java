package io.logtriage.patterns.grok;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrokPatternTest {

  @Test
  void namesFieldsAsThePatternDoes() {
    GrokPattern pattern = new GrokPattern("^pid %{INT:process.pid} of %{WORD:process.name}");

    assertThat(pattern.match("pid 12 of nginx", MatchBudget.ofEvent()))
        .containsEntry("process.pid", "12")
        .containsEntry("process.name", "nginx")
        .hasSize(2);
  }

  @Test
  void takesTheFirstOfAfieldNamedTwice() {
    GrokPattern pattern = new GrokPattern("^(?:a %{INT:x.id}|b %{INT:x.id})");

    assertThat(pattern.match("b 7", MatchBudget.ofEvent())).containsEntry("x.id", "7");
    assertThat(pattern.match("a 8", MatchBudget.ofEvent())).containsEntry("x.id", "8");
  }

  @Test
  void leavesOutFieldsThatTookNoPart() {
    GrokPattern pattern = new GrokPattern("^a(?: %{INT:x.id})?$");

    assertThat(pattern.match("a", MatchBudget.ofEvent())).isEmpty();
  }

  @Test
  void giveUpApatternThatRunsAwayAndQuarantineItAfterSome() {
    GrokPattern pattern = new GrokPattern("^(?:x+)+y");
    String hostile = "x".repeat(8000);

    for (int i = 0; i < GrokPattern.OVERRUNS_UNTIL_QUARANTINE; i++) {
      assertThat(pattern.quarantined()).isFalse();
      assertThat(pattern.match(hostile, MatchBudget.ofEvent())).isNull();
    }
    assertThat(pattern.overruns()).isEqualTo(GrokPattern.OVERRUNS_UNTIL_QUARANTINE);
    assertThat(pattern.quarantined()).isTrue();
    assertThat(pattern.match("xy", MatchBudget.ofEvent())).isNull();
  }

  @Test
  void blamesNoPatternForWhatOthersUsedUp() {
    MatchBudget budget = new MatchBudget(100_000, Long.MAX_VALUE / 2);
    GrokPattern greedy = new GrokPattern("^(?:x+)+y");
    GrokPattern innocent = new GrokPattern("^(?:x{1,50}z|x{1,5000}q)");

    assertThat(greedy.match("x".repeat(8_000), budget)).isNull();
    assertThat(innocent.match("x".repeat(8_000), budget)).isNull();

    assertThat(greedy.overruns()).isEqualTo(1);
    assertThat(innocent.overruns()).isZero();
  }

  @Test
  void survivesTheStack() {
    GrokPattern pattern = new GrokPattern("^(?:(?:a|b|.){1,4}){1,100000}Z");

    assertThat(pattern.match("ab".repeat(4000), new MatchBudget(Long.MAX_VALUE, 1_000_000_000L)))
        .isNull();
    assertThat(pattern.overruns()).isEqualTo(1);
  }

  @Test
  void stopsAtTheSameCharacterOnEveryMachine() {
    MatchBudget budget = new MatchBudget(10_000, Long.MAX_VALUE / 2);

    assertThat(new GrokPattern("^(?:x+)+y").match("x".repeat(100), budget)).isNull();
    assertThat(budget.exhausted()).isTrue();
  }
}

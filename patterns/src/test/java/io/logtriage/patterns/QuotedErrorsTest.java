package io.logtriage.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Errors that a message of several lines quotes are not errors of now. */
class QuotedErrorsTest {
  private static final String DENIED = "PermissionError: [Errno 13] Permission denied: '/srv/data'";

  @Test
  void furtherLinesOfAHarmlessMessageAreHarmless() {
    assertThat(Lines.symptoms("2026-03-01 12:00:00,120 INFO in sync: tried again after", DENIED))
        .isEmpty();
    assertThat(Lines.symptoms("INFO:shop.sync:tried again after", "", "it said", DENIED)).isEmpty();
  }

  @Test
  void anExceptionAfterItsTracebackCountsWhateverStandsBefore() {
    assertThat(
            Lines.symptoms(
                "2026-03-01 12:00:00,120 INFO in sync: started",
                "Traceback (most recent call last):",
                "  File \"/srv/shop/sync.py\", line 3, in <module>",
                "    open('/srv/data')",
                DENIED))
        .isEqualTo(Lines.symptoms("2026-03-01 12:00:00,120 ERROR in sync: failed", DENIED))
        .containsExactly("permission-denied");
  }

  @Test
  void whatAShellPrintsBesideAnUndatedMessageCounts() {
    assertThat(
            Lines.symptoms(
                "INFO  ==> setting the database up",
                "mkdir: cannot create directory '/data/db': Permission denied"))
        .containsExactly("permission-denied");
  }

  @Test
  void anotherContainersLineInheritsNothing() {
    assertThat(
            Lines.symptoms(
                "web-1 | 2026-03-01 12:00:00,120 INFO in sync: tried again after",
                "job-1 | " + DENIED))
        .containsExactly("permission-denied");
  }

  @Test
  void linesBesideGunicornsOwnInheritNothing() {
    assertThat(
            Lines.symptoms(
                "[2026-03-01 12:00:00 +0000] [1] [INFO] Booting worker with pid: 7",
                "Failed to find attribute 'application' in 'shop.wsgi'."))
        .containsExactly("module-not-found");
  }
}

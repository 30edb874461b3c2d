package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentPrinterTest {
  private static final String LINE =
      "[2026-03-01 03:12:07 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9) " + "and more ".repeat(40);
  private static final IncidentView TIMEOUT =
      incident("t", "worker-timeout", 3, LINE, null, List.of("g1", "g2"));
  private static final IncidentView GATEWAY =
      incident("g1", "bad-gateway", 40, "GET /cart 502", TIMEOUT, List.of());

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void incidentFitsTheTerminalAndSaysWhatItCausedAndWhatHelps(int width) {
    String text = print(TIMEOUT, "opened", width, false);

    assertThat(text.lines()).allMatch(line -> line.length() <= width);
    assertThat(text.lines().toList().get(0))
        .isEqualTo("03-01 03:12:07  critical  opened    worker-timeout on web-1 (shop), 3 lines");
    assertThat(text.replaceAll("\\s+", " "))
        .contains("A worker-timeout happened; caused these: 40 bad-gateway, 1 more incident")
        .contains("| [2026-03-01 03:12:07 +0000] [7] [CRITICAL] WORKER TIMEOUT")
        .contains("= Give slow calls a time limit of their own, shorter than the worker's, and");
  }

  @Test
  void effectNamesItsCauseInsteadOfAFix() {
    assertThat(print(GATEWAY, "opened", 120, false))
        .contains("caused by worker-timeout (3 lines)")
        .contains("| GET /cart 502")
        .doesNotContain("= Give");
  }

  @Test
  void effectOfWhatWasNeverSeenNamesItAllTheSame() {
    assertThat(CauseChain.of(GATEWAY, Map.of())).isEqualTo("caused by worker-timeout");
    assertThat(CauseChain.of(TIMEOUT, Map.of())).isEqualTo("caused these: 2 incidents");
  }

  @Test
  void onlyATerminalGetsColours() {
    assertThat(print(TIMEOUT, "opened", 80, true)).contains("\u001b[1;31mcritical");
    assertThat(print(TIMEOUT, "opened", 80, false)).doesNotContain("\u001b");
  }

  @Test
  void whatStrangersWroteCannotMoveTheCursor() {
    IncidentView hostile =
        incident("h", "bad-gateway", 1, "a\u001b[2Jb\u202ec\nd", null, List.of());

    assertThat(print(hostile, "opened", 80, false))
        .contains("| a·[2Jb·c")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void tableFitsTheTerminal(int width) {
    StringWriter out = new StringWriter();
    printer(out, width, false).table(List.of(TIMEOUT, GATEWAY));

    assertThat(out.toString().lines()).allMatch(line -> line.length() <= width);
    assertThat(out.toString()).contains("web-1 (shop)").contains("worker-timeout");
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 200})
  void foundIncidentsBeginWithTheDigitsThatTheirStoryIsAskedBy(int width) {
    StringWriter out = new StringWriter();
    printer(out, width, false).table(List.of(TIMEOUT, GATEWAY), row -> List.of());

    assertThat(out.toString().lines()).allMatch(line -> line.length() <= width);
    assertThat(out.toString()).startsWith("id ").contains("\nt ", "\ng1 ");
  }

  @Test
  void aStoryTellsWhatStartedItWhatCameOfItAndWhatHelps() {
    StringWriter out = new StringWriter();
    printer(out, 120, false).story(List.of(TIMEOUT, GATEWAY));

    assertThat(out.toString())
        .contains("worker-timeout on web-1 (shop), 3 lines")
        .contains("caused these: 40 bad-gateway")
        .containsOnlyOnce("= Give slow calls a time limit")
        .contains("caused by worker-timeout (3 lines)")
        .doesNotContain("resolved");
  }

  @Test
  void wordsThatWereSearchedAreBoldAndNeverCutOff() {
    String fragment = "x ".repeat(200) + "\u0002upstream\u0003 \u001b[2J";

    assertThat(Highlight.line(fragment, 60, true))
        .startsWith("…")
        .contains("\u001b[1mupstream\u001b[0m")
        .doesNotContain("\u001b[2J");
    assertThat(Highlight.line(fragment, 60, false)).contains("upstream").hasSizeLessThan(61);
  }

  private static String print(IncidentView incident, String what, int width, boolean terminal) {
    StringWriter out = new StringWriter();
    printer(out, width, terminal).print(incident, what, known(TIMEOUT, GATEWAY));
    return out.toString();
  }

  private static IncidentPrinter printer(StringWriter out, int width, boolean terminal) {
    Console console =
        new Console(
            InputStream.nullInputStream(), new PrintWriter(out), new PrintWriter(out), terminal);
    return new IncidentPrinter(console, ZoneOffset.UTC, new Page(width));
  }

  private static Map<String, IncidentView> known(IncidentView... incidents) {
    return Arrays.stream(incidents)
        .collect(Collectors.toMap(IncidentView::id, Function.identity()));
  }

  @Test
  void whatIsSeenForTheFirstTimeNeedNotHaveOpenedNow() {
    assertThat(IncidentPrinter.transitionFromNow(null, view("10:00:00", "10:00:01", "open")))
        .isEqualTo("opened");
    assertThat(IncidentPrinter.transitionFromNow(null, view("10:00:00", "10:04:00", "open")))
        .isEqualTo("update");
    assertThat(IncidentPrinter.transitionFromNow(null, view("10:00:00", "10:04:00", "resolved")))
        .isEqualTo("resolved");
  }

  private static IncidentView view(String opened, String lastSeen, String status) {
    return IncidentView.of(
        """
        {"incident":{"id":"a","symptom":"bad-gateway","status":"%s","opened":"2026-03-01T%sZ",
         "first_seen":"2026-03-01T10:00:00Z","last_seen":"2026-03-01T%sZ"}}
        """
            .formatted(status, opened, lastSeen)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static IncidentView incident(
      String id,
      String symptom,
      long count,
      String message,
      @Nullable IncidentView cause,
      List<String> effects) {
    Instant time = Instant.parse("2026-03-01T03:12:07Z");
    return new IncidentView(
        id,
        1,
        symptom,
        "A " + symptom + " happened",
        "1.2",
        "critical",
        "open",
        "shop",
        "web-1",
        "shop",
        count,
        time,
        time,
        time,
        null,
        null,
        cause == null ? null : cause.symptom(),
        cause == null ? null : cause.id(),
        cause == null ? null : cause.symptom(),
        effects.size(),
        effects,
        message,
        "Give slow calls a time limit of their own, shorter than the worker's, and move reports out of the request");
  }
}

package io.logtriage.patterns.catalogue.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logtriage.patterns.catalogue.Catalogue;
import io.logtriage.patterns.catalogue.Clue;
import io.logtriage.patterns.catalogue.Escalation;
import io.logtriage.patterns.catalogue.LinePattern;
import io.logtriage.patterns.catalogue.RecoverySign;
import io.logtriage.patterns.catalogue.Severity;
import io.logtriage.patterns.catalogue.Symptom;
import io.logtriage.patterns.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueLoaderTest {
  private static final String GOOD =
      """
      id: queue-full
      title: The job queue is full
      section: "6"
      severity: high
      category: [process]
      patterns:
        - grok: "%{MESSAGE}job queue %{WORD:queue.name} is full"
          level: warning
      group: [queue.name]
      open: {count: 2, within: 30s}
      quiet: 3m
      caused_by:
        - {symptom: worker-timeout, within: 90s}
      remedy:
        checks: ["rq info"]
        fixes: ["start more workers"]
        verify: ["rq info shows an empty queue"]
      examples:
        match:
          - text: "2026-03-02 09:00:00,000 WARNING in jobs: job queue mail is full"
            fields: {queue.name: mail}
        no_match:
          - "2026-03-02 09:00:00,000 INFO in jobs: job queue mail has 3 entries"
        near_miss:
          - "2026-03-02 09:00:00,000 INFO in jobs: job queue mail is full"
        timed:
          - name: twice
            steps:
              - {at: 0s, line: "2026-03-02 09:00:00,000 WARNING in jobs: job queue mail is full"}
              - {at: 10s, line: "2026-03-02 09:00:10,000 WARNING in jobs: job queue mail is full"}
            expect: [open 10s]
      """;

  @TempDir Path folder;

  @Test
  void addsAusersSymptomToTheBuiltInOnes() throws IOException {
    write("queue-full", GOOD);

    Catalogue catalogue = CatalogueLoader.load(folder);

    Symptom symptom = catalogue.find("queue-full").orElseThrow();
    assertThat(symptom.severity()).isEqualTo(Severity.HIGH);
    assertThat(symptom.open()).isEqualTo(new Symptom.OpenCondition(2, Duration.ofSeconds(30)));
    assertThat(symptom.quiet()).isEqualTo(Duration.ofMinutes(3));
    assertThat(symptom.reopen()).isEqualTo(Duration.ofMinutes(10));
    assertThat(catalogue.find("worker-timeout")).isPresent();
    assertThat(catalogue.hash()).isNotEqualTo(Catalogue.builtIn().hash());
  }

  @Test
  void readsWhereSeverityStartsAndWhenItRises() throws IOException {
    write(
        "queue-full",
        GOOD.replace(
            "severity: high",
            "severity: {start: medium, high: {hosts: 2}, critical: {count: 50, within: 30s}}"));

    Symptom symptom = CatalogueLoader.load(folder).find("queue-full").orElseThrow();

    assertThat(symptom.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(symptom.escalations())
        .containsExactly(
            new Escalation(Severity.HIGH, 0, Duration.ofMinutes(1), 2),
            new Escalation(Severity.CRITICAL, 50, Duration.ofSeconds(30), 0));
  }

  @Test
  void refusesAseverityThatDoesNotRise() throws IOException {
    write(
        "queue-full", GOOD.replace("severity: high", "severity: {start: high, high: {hosts: 2}}"));

    assertThat(problems())
        .anyMatch(problem -> problem.message().contains("severity above 'start: high'"));
  }

  @Test
  void readsWhatCountsOnlyWhenItComesAgain() throws IOException {
    write("queue-full", again("{after: 2s, within: 1m, unless: [\"%{MESSAGE}queue emptied\"]}"));

    LinePattern pattern =
        CatalogueLoader.load(Catalogue.of(List.of()), folder).symptoms().get(0).patterns().get(1);

    assertThat(pattern)
        .isInstanceOfSatisfying(
            LinePattern.Again.class,
            again -> {
              assertThat(again.after()).isEqualTo(Duration.ofSeconds(2));
              assertThat(again.within()).isEqualTo(Duration.ofMinutes(1));
              assertThat(again.unless())
                  .extracting(LinePattern.Grok::literals)
                  .containsExactly(List.of("queue emptied"));
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{after: 2s} | 'unless' is missing",
        "{after: 2m, within: 1m, unless: [emptied]} | expected 1s <= after < within <= 24h",
        "{unless: ['.*x']} | pattern refused: .*x",
        "{before: 2s, unless: [emptied]} | before"
      })
  void refusesWhatCannotComeAgain(String again, String problem) throws IOException {
    write("queue-full", again(again));

    assertThat(problems()).anyMatch(found -> found.toString().contains(problem));
  }

  private static String again(String again) {
    return GOOD.replace(
            "group: [queue.name]",
            "  - grok: \"%{MESSAGE}job queue created\"\n    again: "
                + again
                + "\ngroup: [queue.name]")
        .replace("caused_by:\n  - {symptom: worker-timeout, within: 90s}\n", "");
  }

  @Test
  void readsWhatShowsRecovery() throws IOException {
    write(
        "queue-full",
        GOOD.replace(
            "quiet: 3m",
            "quiet: 3m\nrecovery:\n  - route: ok\n  - grok: \"%{MESSAGE}job queue %{WORD:queue.name} is empty\""));

    assertThat(CatalogueLoader.load(folder).find("queue-full").orElseThrow().recovery())
        .hasSize(2)
        .first()
        .isEqualTo(new RecoverySign.RouteAnswers());
  }

  @Test
  void readsWhatAcauseMustHaveInCommonAndNeverLeadsTo() throws IOException {
    write(
        "queue-full",
        GOOD.replace("within: 90s", "within: 90s, match: [process, host], except: [2, 111]"));

    assertThat(CatalogueLoader.load(folder).find("queue-full").orElseThrow().causedBy())
        .containsExactly(
            new Symptom.CauseRule(
                "worker-timeout",
                Duration.ofSeconds(90),
                List.of(Clue.PROCESS, Clue.HOST),
                Set.of("2", "111")));
  }

  @Test
  void refusesAnExampleThatShowsAnotherSymptomUnlessThatIsDeclared() throws IOException {
    String overlapping =
        GOOD.replace(
                "%{MESSAGE}job queue",
                "%{MESSAGE}(?:WORKER TIMEOUT \\\\(pid:%{INT}\\\\), )?job queue")
            .replace(
                "    - text: \"2026-03-02 09:00:00,000 WARNING in jobs: job",
                "    - text: \"[2026-03-02 09:00:00 +0000] [7] [CRITICAL] WORKER TIMEOUT (pid:9), job")
            .replace("fields: {queue.name: mail}", "fields: {queue.name: mail}\n      #");

    write("queue-full", overlapping);

    assertThat(problems())
        .anyMatch(problem -> problem.message().contains("the example shows worker-timeout too"));

    write("queue-full", overlapping.replace("#", "also: [worker-timeout]"));

    assertThat(CatalogueLoader.load(folder).find("queue-full")).isPresent();
  }

  @Test
  void refusesApatternThatMatchesAnExampleOfAnotherSymptom() throws IOException {
    write(
        "queue-full",
        GOOD.replace(
            "job queue %{WORD:queue.name} is full",
            "(?:job queue %{WORD:queue.name} is full|WORKER TIMEOUT)"));

    assertThat(problems())
        .anyMatch(
            problem -> problem.message().contains("matches an example of worker-timeout too"));
  }

  @Test
  void loadsTheSymptomThatTheReadmeShows() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    int from = readme.indexOf("```yaml\n") + "```yaml\n".length();
    String shown = readme.substring(from, readme.indexOf("```", from));
    write("queue-full", shown);

    assertThat(CatalogueLoader.example()).isEqualTo(shown);

    assertThat(CatalogueLoader.load(folder).find("queue-full")).isPresent();
  }

  @Test
  void replacesAbuiltInSymptomOfTheSameId() throws IOException {
    write("sqlite-locked", GOOD.replace("id: queue-full", "id: sqlite-locked"));

    Catalogue catalogue = CatalogueLoader.load(folder);

    assertThat(catalogue.find("sqlite-locked").orElseThrow().title())
        .isEqualTo("The job queue is full");
    assertThat(catalogue.symptoms()).hasSameSizeAs(Catalogue.builtIn().symptoms());
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          title: The job queue is full    | titel: The job queue is full     | 2  | unknown key 'titel'
          title: The job queue is full    | x: 1                             | 1  | 'title' is missing
          severity: high                  | severity: huge                   | 4  | found 'huge'
          [process]                       | [proces]                         | 5  | 'proces' is no ECS event.category
          level: warning                  | level: loud                      | 8  | found 'loud'
          level: warning                  | formats: [apache]                | 8  | found 'apache'
          level: warning                  | formats: [nginx.access]          | 8  | use 'status'
          level: warning                  | literals: [elsewhere]            | 7  | without any of its literals
          %{WORD:queue.name} is full      | %{NONE:queue.name} is full       | 7  | %{NONE} is not defined
          %{WORD:queue.name} is full      | (?:%{WORD:queue.name}+)+ is full | 7  | exponential
          [queue.name]                    | [queue.size]                     | 9  | no pattern captures 'queue.size'
          count: 2                        | count: none                      | 10 | expected a whole number from 1
          count: 2                        | count: 101                       | 10 | expected at most 100, found 101
          within: 30s                     | within: 30s, distinct: user.name | 10 | no pattern captures 'user.name'
          count: 2                        | distinct: queue.name             | 10 | give a count of 2 or more
          within: 30s                     | within: 0s                       | 10 | expected 1s to 24h
          within: 30s                     | winthin: 30s                     | 10 | unknown key 'winthin'
          level: warning                  | open: {count: 3, distinct: a.b}  | 8  | no pattern captures 'a.b'
          level: warning                  | open: {count: 3, wihtin: 3s}     | 8  | unknown key 'wihtin'
          title: The job queue is full    | titel: The job queue is full     | 2  | did you mean 'title'?
          severity: high                  | severity: hihg                   | 4  | did you mean 'high'?
          symptom: worker-timeout         | symptom: worker-timeot           | 13 | did you mean 'worker-timeout'?
          within: 90s                     | within: 90s, match: [socket]     | 13 | 'match': expected one of [address, failure, folder, host, process]
          quiet: 3m                       | \\tquiet: 3m                      | 11 | YAML indents with blanks only
          title: The job queue is full    | title: The job: queue is full    | 2  | put the whole text into quotes
          quiet: 3m                       | quiet: three                     | 11 | 'three' is no duration
          symptom: worker-timeout         | symptom: worker-timout           | 13 | there is no symptom 'worker-timout'
          checks: ["rq info"]             | checks: []                       | 15 | 'checks' is missing
          fields: {queue.name: mail}      | fields: {queue.name: post}       | 20 | expected queue.name = 'post', found 'mail'
          INFO in jobs: job queue mail is | ERROR in jobs: job queue mail is | 25 | near_miss: the example matches and must not
          WARNING in jobs: job queue mail is full"\\n | ERROR in jobs: none"\\n | 20 | match: the example does not match
          at: 10s                         | at: soon                         | 30 | 'soon' is no duration
          expect: [open 10s]              | expect: [opened]                 | 31 | expected open, resolved or reopened
          id: queue-full                  | id: Queue Full                   | 1  | expected lower-case words
          id: queue-full                  | id: queue-empty                  | 1  | call it queue-empty.yaml
          id: queue-full                  | id: [queue-full                  | 2  | no valid YAML
          """)
  void tellsFileLineAndWhatToDo(String found, String replaced, int line, String message)
      throws IOException {
    String text = found.replace("\\n", "\n");
    assertThat(GOOD).contains(text);
    int at = GOOD.indexOf(text);
    write(
        "queue-full",
        GOOD.substring(0, at)
            + replaced.replace("\\n", "\n").replace("\\t", "\t")
            + GOOD.substring(at + text.length()));

    assertThat(problems())
        .anySatisfy(
            problem -> {
              assertThat(problem.file()).endsWith("queue-full.yaml");
              assertThat(problem.message()).contains(message);
              assertThat(problem.line()).isEqualTo(line);
            });
  }

  @ParameterizedTest(name = "{0}, by {1} -> {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          of: errors, ratio: 25             | tier      | expected 0.01 to 1.00, found '25'
          of: errors, above: 1s             | tier      | unknown key 'above'
          of: latency                       | tier      | 'above' is missing
          of: latency, above: 5s, percentile: 100 | tier | expected 1 to 99
          of: errors, window: 2h            | tier      | expected 1s to 3600s
          of: luck                          | tier      | expected one of [errors, latency], found 'luck'
          of: errors                        | url.path  | a rate groups by nothing but [service.name, tier]
          """)
  void refusesRatesThatCannotBeCounted(String rate, String group, String message)
      throws IOException {
    write(
        "queue-full",
        GOOD.replaceFirst("- grok: .*\\n.*\\n", "- rate: {" + rate + "}\n")
            .replace("queue.name]", group + "]"));

    assertThat(problems()).extracting(Problem::message).anyMatch(text -> text.contains(message));
  }

  @Test
  void givesOnePatternAnOpenConditionOfItsOwn() throws IOException {
    write(
        "queue-full",
        GOOD.replace("level: warning", "open: {count: 2, within: 20s, distinct: queue.name}")
            .replace("open: {count: 2, within: 30s}\n", "")
            .replace("[open 10s]", "[]"));

    Symptom symptom = CatalogueLoader.load(folder).find("queue-full").orElseThrow();

    assertThat(symptom.patterns())
        .singleElement()
        .isInstanceOfSatisfying(
            LinePattern.Opening.class,
            opening ->
                assertThat(opening.open().words())
                    .isEqualTo("2 different values of queue.name within 20 s"));
    assertThat(symptom.open().count()).isOne();
  }

  @Test
  void refusesAnOpenConditionOfArate() throws IOException {
    write(
        "queue-full",
        GOOD.replaceFirst("- grok: .*\\n.*\\n", "- rate: {of: errors}\n    open: {count: 2}\n")
            .replace("[queue.name]", "[tier]"));

    assertThat(problems()).extracting(Problem::message).anyMatch(m -> m.contains("'open'"));
  }

  @Test
  void refusesTwoRatesInOneSymptom() throws IOException {
    write(
        "queue-full",
        GOOD.replaceFirst("- grok: .*\\n.*\\n", "- rate: {of: errors}\n  - rate: {of: errors}\n")
            .replace("[queue.name]", "[tier]"));

    assertThat(problems())
        .extracting(Problem::message)
        .anyMatch(text -> text.contains("a request would count twice"));
  }

  @ParameterizedTest
  @CsvSource({"match", "no_match", "near_miss", "timed"})
  void doesNotLoadWithoutExamplesOfEachKind(String kind) throws IOException {
    String other = GOOD.replaceFirst("(?m)^  " + kind + ":\\n(?:    .*\\n)+", "");
    assertThat(other).isNotEqualTo(GOOD);
    write("queue-full", other);

    assertThat(problems())
        .extracting(Problem::message)
        .anyMatch(message -> message.startsWith("'" + kind + "' is missing"));
  }

  @Test
  void reportsAllProblemsOfAfolderTogether() throws IOException {
    write("one", "id: one\n");
    write("two", "");
    write("three", "just text\n");

    assertThat(problems())
        .extracting(problem -> Path.of(problem.file()).getFileName().toString())
        .contains("one.yaml", "two.yaml", "three.yaml");
  }

  @Test
  void tellsWhatIsWrongInOneFileAlsoWhereAnotherIsBroken() throws IOException {
    write("queue-full", GOOD.replace("queue.name: mail", "queue.name: post"));
    write("second", "id: second\n");

    assertThat(problems())
        .extracting(Problem::message)
        .anyMatch(message -> message.contains("expected queue.name = 'post'"))
        .anyMatch(message -> message.startsWith("'title' is missing"));
  }

  @Test
  void tellsAmissingKeyOnce() throws IOException {
    write("one", "title: x\n");

    assertThat(problems())
        .extracting(Problem::message)
        .filteredOn(message -> message.contains("severity") || message.contains("id"))
        .hasSize(2);
  }

  @Test
  void refusesAkeyThatStandsTwice() throws IOException {
    write("queue-full", GOOD + "quiet: 9m\n");

    assertThat(problems())
        .extracting(Problem::toString)
        .anyMatch(p -> p.contains("queue-full.yaml:32"));
  }

  @Test
  void saysWhatIsWrongWithTheFolder() {
    assertThat(problems())
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .contains("no symptom file (.yaml) in this folder", "logtriage symptoms example");
    folder = folder.resolve("nowhere");
    assertThat(problems())
        .extracting(Problem::message)
        .anyMatch(m -> m.contains("give an existing folder"));
  }

  private void write(String name, String yaml) throws IOException {
    Files.writeString(folder.resolve(name + ".yaml"), yaml);
  }

  private List<Problem> problems() {
    InvalidCatalogueException exception =
        catchThrowableOfType(InvalidCatalogueException.class, () -> CatalogueLoader.load(folder));
    assertThat(exception).as("everything was accepted").isNotNull();
    return exception.problems();
  }
}

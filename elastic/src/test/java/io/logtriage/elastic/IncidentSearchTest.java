package io.logtriage.elastic;

import static io.logtriage.elastic.IncidentHit.MARK_END;
import static io.logtriage.elastic.IncidentHit.MARK_START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.elastic.IncidentQuery.Order;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(Servers.Shared.class)
class IncidentSearchTest {
  private static final IncidentQuery ALL = IncidentQuery.all();

  private final ElasticsearchConnection connection;
  private final IndexNames names = new IndexNames("search-");
  private final IncidentSearch search;

  IncidentSearchTest(Servers servers) {
    connection = servers.connection();
    search = new IncidentSearch(connection, names);
  }

  @BeforeEach
  void index() throws IOException {
    new IndexSetup(connection, names).apply();
    put("t1", "worker-timeout", "shop", "worker 12 timed out", "2026-11-22T10:00:00Z", 3);
    put("t2", "worker-timeout", "blog", "worker 13 timed out", "2026-11-22T11:00:00Z", 1);
    put("b1", "bad-gateway", "shop", "connect() to upstream: (111)", "2026-11-22T12:00:00Z", 9);
    connection.send("POST", "/search-incidents/_refresh", null);
  }

  @Test
  void allAreThereTheLatestFirst() {
    IncidentHits found = search.search(ALL);

    assertThat(found.total()).isEqualTo(3);
    assertThat(ids(found)).containsExactly("b1", "t2", "t1");
  }

  @Test
  void whatBeganFirstComesFirstWhenAskedSo() {
    assertThat(ids(search.search(ALL.withOrder(Order.FIRST_SEEN))))
        .containsExactly("t1", "t2", "b1");
  }

  @Test
  void conditionsAreCombined() {
    assertThat(ids(search.search(ALL.withSymptom("worker-timeout").withDeployment("shop"))))
        .containsExactly("t1");
    assertThat(ids(search.search(ALL.withStatus("resolved")))).isEmpty();
    assertThat(ids(search.search(ALL.withStatus("open").withSeverity("critical")))).hasSize(3);
  }

  @Test
  void whatIsMoreSevereThanAskedForIsFoundToo() {
    assertThat(ids(search.search(ALL.withSeverity("medium")))).hasSize(3);
    assertThat(ids(search.search(ALL.withSeverity(null)))).hasSize(3);
  }

  @Test
  void anIncidentIsFoundByItsHostByTheBeginningOfItsIdAndByItsRoot() {
    assertThat(ids(search.search(ALL.withHost("web-1")))).hasSize(3);
    assertThat(ids(search.search(ALL.withHost("web-9")))).isEmpty();
    assertThat(ids(search.search(ALL.withId("t")))).containsExactly("t2", "t1");
    assertThat(ids(search.search(ALL.withId("t1")))).containsExactly("t1");
    assertThat(ids(search.search(ALL.withRoot("nowhere")))).isEmpty();
  }

  @Test
  void sinceAndUntilBoundTheTimeInWhichAnIncidentWasSeen() {
    Instant eleven = Instant.parse("2026-11-22T11:00:00Z");

    assertThat(ids(search.search(ALL.withSince(eleven)))).containsExactly("b1", "t2");
    assertThat(ids(search.search(ALL.withUntil(eleven)))).containsExactly("t1");
  }

  @ParameterizedTest
  @CsvSource({
    "timed, t2 t1",
    "TIMED 13, t2",
    "'\"worker 12\"', t1",
    "work* -13, t1",
    "upstream 111, b1",
    "t1, t1",
    "bad-gateway, b1",
    "nothing of that kind, ''",
  })
  void wordsAreFoundInMessageTitleAndSamples(String text, String expected) {
    assertThat(String.join(" ", ids(search.search(ALL.withText(text))))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"(", "\"", "AND OR", "[Errno 98]", "/a/b~9999 ^", "*", "\\", "a:b:c", " "})
  void nothingThatIsTypedIsASyntaxError(String text) {
    assertThat(search.search(ALL.withText(text)).total()).isNotNegative();
  }

  @Test
  void aHitShowsWhereTheWordsStand() {
    IncidentHit hit = search.search(ALL.withText("timed").withDeployment("shop")).hits().get(0);

    assertThat(hit.fragments()).contains("worker 12 " + MARK_START + "timed" + MARK_END + " out");
    assertThat(hit.symptom()).isEqualTo("worker-timeout");
    assertThat(hit.title()).isEqualTo("Title of worker-timeout");
    assertThat(hit.count()).isEqualTo(3);
    assertThat(hit.causeSymptom()).isEqualTo("disk-full");
    assertThat(hit.json()).startsWith("{\"@timestamp\":\"2026-11-22T10:00:00Z\"");
  }

  @Test
  void aSampleThatSaysTheSameAsTheMessageIsShownOnce() throws IOException {
    IndexNames apart = new IndexNames("twice-");
    new IndexSetup(connection, apart).apply();
    String alias = apart.incidentsAt(System.currentTimeMillis()).orElseThrow();
    String document = Documents.incident("d1", "debug-mode", "shop", "said twice");
    connection.send(
        "PUT", "/" + alias + "/_doc/d1?refresh=true", document.replace("sample of ", ""));

    IncidentHits found = new IncidentSearch(connection, apart).search(ALL.withText("twice"));

    assertThat(found.hits().get(0).fragments()).hasSize(1);
  }

  @Test
  void theTotalCountsBeyondTheSize() {
    IncidentHits found = search.search(ALL.withSize(1));

    assertThat(found.hits()).hasSize(1);
    assertThat(found.total()).isEqualTo(3);
  }

  @Test
  void flattenedFieldsCanBeSearchedByTheirKeys() throws IOException {
    Answer answer =
        connection.send("GET", "/search-incidents/_count?q=incident.group.service.name:shop", null);

    assertThat(answer.json().path("count").asInt()).isEqualTo(3);
  }

  @Test
  void withoutSetupTheAnswerSaysWhatToDo() {
    IncidentSearch nowhere = new IncidentSearch(connection, new IndexNames("nowhere-"));

    assertThatThrownBy(() -> nowhere.search(ALL))
        .isInstanceOf(ElasticsearchFailure.class)
        .hasMessageContaining("nowhere-incidents")
        .hasMessageContaining("run setup");
  }

  private void put(
      String id, String symptom, String deployment, String message, String seen, long count)
      throws IOException {
    String document = Documents.incident(id, symptom, deployment, message, seen, count);
    String alias = names.incidentsAt(System.currentTimeMillis()).orElseThrow();
    Answer answer =
        connection.send("PUT", "/" + alias + "/_doc/" + id + "?require_alias=true", document);
    assertThat(answer.ok()).as(answer.reason()).isTrue();
  }

  private static List<String> ids(IncidentHits hits) {
    return hits.hits().stream().map(IncidentHit::id).toList();
  }
}

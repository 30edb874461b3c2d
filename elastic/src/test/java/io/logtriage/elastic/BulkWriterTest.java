package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.elastic.BulkOperation.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BulkWriterTest {
  private static final String INVALID =
      """
      {"error":{"type":"action_request_validation_exception","reason":"something is wrong"},"status":400}
      """;

  private FaultyServer server;
  private ElasticsearchConnection connection;
  private BulkWriter writer;

  @BeforeEach
  void open() throws IOException {
    server = new FaultyServer();
    connection = ElasticsearchConnection.open(ElasticsearchSettings.of(server.url()));
    writer = new BulkWriter(connection, new IndexSetup(connection, new IndexNames("")).aliases());
  }

  @AfterEach
  void close() {
    connection.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "429, {}, HTTP 429",
    "503, {}, HTTP 503",
    "502, <html>bad gateway</html>, bad gateway",
    "400, <html>plain HTTP on an HTTPS port</html>, plain HTTP",
    "404, <html>no such page</html>, no such page",
    "200, <html>hello</html>, no whole answer",
    "200, '{\"items\":[{\"index\":{\"status\":201}}]}', no whole answer",
  })
  void whatIsNotAboutTheDocumentsIsTriedAgain(int status, String body, String trouble) {
    server.answerBulk(status, body);
    List<BulkOperation> operations = operations(3);

    BulkOutcome outcome = writer.write(operations);

    assertThat(outcome.waiting()).isEqualTo(operations);
    assertThat(outcome.refusals()).isEmpty();
    assertThat(outcome.trouble()).contains(trouble);
  }

  @Test
  void aMissingRightIsNamedWithTheAddress() {
    server.answerBulk(
        403,
        """
        {"error":{"type":"security_exception","reason":"action [indices:data/write/bulk] is unauthorized"}}
        """);

    assertThat(writer.write(operations(1)).trouble())
        .contains(server.url(), "indices:data/write/bulk", "check the credentials");
  }

  @Test
  void oneOperationThatFailsTheWholeRequestIsFound() {
    server.answerBulk(body -> body.contains("\"id-6\"") ? new Answer(400, INVALID) : written(body));

    BulkOutcome outcome = writer.write(operations(10));

    assertThat(outcome.written()).isEqualTo(9);
    assertThat(outcome.waiting()).isEmpty();
    assertThat(outcome.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.origin().toString()).isEqualTo("month/id-6");
              assertThat(refusal.reason()).contains("something is wrong");
            });
  }

  @Test
  void aRequestThatIsTooLargeForSomeProxyIsSentInParts() {
    server.answerBulk(
        body -> body.lines().count() > 6 ? new Answer(413, "too large") : written(body));

    BulkOutcome outcome = writer.write(operations(10));

    assertThat(outcome.written()).isEqualTo(10);
    assertThat(outcome.refusals()).isEmpty();
  }

  @Test
  void afterTroubleTheRestIsNotSent() {
    server.answerBulk(429, "{}");

    BulkOutcome outcome = writer.write(operations(5_000));

    assertThat(outcome.waiting()).hasSize(5_000);
    assertThat(server.bulkBodies()).hasSize(1);
  }

  @Test
  void nobodyThereMeansLaterWithTheAddress() {
    server.close();

    BulkOutcome outcome = writer.write(operations(2));

    assertThat(outcome.waiting()).hasSize(2);
    assertThat(outcome.trouble()).contains(server.url(), "refused");
  }

  @Test
  void anAbsentServerIsToldInOneLine() {
    server.close();

    assertThatThrownBy(() -> connection.awaitReady(Duration.ZERO))
        .isInstanceOf(ElasticsearchFailure.class)
        .hasMessageContaining(server.url())
        .hasMessageContaining("after 0 s")
        .hasMessageContaining("check that Elasticsearch runs there")
        .message()
        .doesNotContain("\n");
  }

  private static Answer written(String body) {
    long documents = body.lines().count() / 2;
    return new Answer(
        200,
        "{\"items\":["
            + String.join(
                ",",
                IntStream.range(0, (int) documents)
                    .mapToObj(i -> "{\"index\":{\"status\":201}}")
                    .toList())
            + "]}");
  }

  private static List<BulkOperation> operations(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i ->
                new BulkOperation(
                    Kind.INDEX,
                    "month",
                    "id-" + i,
                    1,
                    Records.read(Records.incident("incidents", "id-" + i, 1, 0, "{}"))))
        .toList();
  }
}

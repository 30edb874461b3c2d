package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.elastic.ItemAnswer.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ItemAnswerTest {

  @ParameterizedTest
  @CsvSource({
    "200, '', DONE",
    "201, '', DONE",
    "404, '', DONE",
    "409, version_conflict_engine_exception, STALE",
    "429, es_rejected_execution_exception, LATER",
    "429, circuit_breaking_exception, LATER",
    "429, cluster_block_exception, LATER",
    "500, exception, LATER",
    "502, '', LATER",
    "503, unavailable_shards_exception, LATER",
    "504, '', LATER",
    "400, strict_dynamic_mapping_exception, REFUSED",
    "400, document_parsing_exception, REFUSED",
    "400, mapper_parsing_exception, REFUSED",
    "400, illegal_argument_exception, REFUSED",
    "413, '', REFUSED",
    "400, index_closed_exception, BLOCKED",
    "401, security_exception, BLOCKED",
    "403, security_exception, BLOCKED",
    "403, cluster_block_exception, BLOCKED",
    "404, index_not_found_exception, NO_ALIAS",
    "418, teapot, BLOCKED",
    "301, '', BLOCKED",
  })
  void statusAndErrorSayWhatToDo(int status, String errorType, Verdict verdict) {
    assertThat(new ItemAnswer(status, errorType, "").verdict()).isEqualTo(verdict);
  }

  @Test
  void anAliasWithoutWriteIndexIsNotTheDocumentsFault() {
    ItemAnswer answer =
        new ItemAnswer(
            400,
            "illegal_argument_exception",
            "no write index is defined for alias [x]. The write index may be explicitly disabled");

    assertThat(answer.verdict()).isEqualTo(Verdict.BLOCKED);
  }

  @Test
  void errorsAreReadFromAnAnswerThatIsHttp200() {
    Answer answer =
        new Answer(
            200,
            """
            {"errors":true,"items":[
              {"index":{"status":201}},
              {"create":{"status":409,"error":{"type":"version_conflict_engine_exception","reason":"r"}}},
              {"index":{"status":400,"error":{"type":"document_parsing_exception",
                "reason":"failed","caused_by":{"reason":"not a date"}}}},
              {"delete":{"status":404}}]}
            """);

    assertThat(ItemAnswer.readAll(answer, 4))
        .hasValueSatisfying(
            items ->
                assertThat(items)
                    .containsExactly(
                        new ItemAnswer(201, "", ""),
                        new ItemAnswer(409, "version_conflict_engine_exception", "r"),
                        new ItemAnswer(400, "document_parsing_exception", "failed: not a date"),
                        new ItemAnswer(404, "", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "<html>ok</html>",
        "{\"items\":[{\"index\":{\"status\":201}}",
        "{\"items\":[{\"index\":{\"status\":201}}]}",
        "{\"items\":[{\"index\":{\"status\":201}},{}]}",
        "{\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":\"201\"}}]}",
      })
  void whatIsNoAnswerToTwoOperationsIsNotTakenForOne(String body) {
    assertThat(ItemAnswer.readAll(new Answer(200, body), 2)).isEmpty();
  }

  @Test
  void theMissingRightIsNamed() {
    ItemAnswer answer =
        new ItemAnswer(403, "security_exception", "granted by the index privileges [index,write]");

    assertThat(answer.describe("month")).contains("month", "403", "[index,write]");
  }
}

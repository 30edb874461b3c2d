package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.elastic.BulkOperation.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulkBodyTest {

  @Test
  void anIncidentIsIndexedWithItsVersion() {
    assertThat(body(operation(Kind.INDEX, "a1", 7, "{\"x\":1}")))
        .isEqualTo(
            """
            {"index":{"_index":"month","_id":"a1","version":7,"version_type":"external"}}
            {"x":1}
            """);
  }

  @Test
  void aTaggedLogIsCreatedOnce() {
    assertThat(body(operation(Kind.CREATE, "t1", BulkOperation.NO_VERSION, "{}")))
        .isEqualTo(
            """
            {"create":{"_index":"month","_id":"t1"}}
            {}
            """);
  }

  @Test
  void aDeleteHasNoDocument() {
    assertThat(body(operation(Kind.DELETE, "a1", 8, null)))
        .isEqualTo(
            """
            {"delete":{"_index":"month","_id":"a1","version":8,"version_type":"external"}}
            """);
  }

  @Test
  void anIdCannotLeaveItsQuotes() {
    assertThat(body(operation(Kind.CREATE, "a\"}}\n\\é", BulkOperation.NO_VERSION, "{}")))
        .startsWith("{\"create\":{\"_index\":\"month\",\"_id\":\"a\\\"}}\\n\\\\é\"}}\n");
  }

  @Test
  void aDocumentCannotBecomeAnAction() {
    String hostile = "{}\n{\"delete\":{\"_index\":\"month\",\"_id\":\"a1\"}}\n";

    assertThat(body(operation(Kind.INDEX, "a", 1, hostile)).split("\n", -1)).hasSize(3);
  }

  @Test
  void bytesOfADocumentStayAsTheyAre() {
    String document = "{\"message\":\"Übergröße \\n \uD83D\uDE00\"}";

    assertThat(body(operation(Kind.INDEX, "a", 1, document))).endsWith("\n" + document + "\n");
  }

  @Test
  void aRequestIsBoundedInDocuments() {
    List<BulkOperation> operations =
        Collections.nCopies(4_001, operation(Kind.INDEX, "a", 1, "{}"));

    assertThat(BulkBody.requests(operations)).extracting(List::size).containsExactly(2000, 2000, 1);
  }

  @Test
  void aRequestIsBoundedInBytes() {
    BulkOperation large = operation(Kind.INDEX, "a", 1, " ".repeat(2 * 1024 * 1024));

    assertThat(BulkBody.requests(Collections.nCopies(5, large)))
        .extracting(List::size)
        .containsExactly(2, 2, 1);
  }

  @Test
  void aDocumentLargerThanTheBoundIsSentAlone() {
    BulkOperation small = operation(Kind.INDEX, "a", 1, "{}");
    BulkOperation huge = operation(Kind.INDEX, "b", 1, " ".repeat(BulkBody.MAX_BYTES + 1));

    assertThat(BulkBody.requests(List.of(small, huge, small)))
        .containsExactly(List.of(small), List.of(huge), List.of(small));
  }

  private static BulkOperation operation(Kind kind, String id, long version, String document) {
    return new BulkOperation(
        kind, "month", id, version, Records.read(Records.incident("t", id, 1, 0, document)));
  }

  private static String body(BulkOperation operation) {
    return new String(BulkBody.of(List.of(operation)), StandardCharsets.UTF_8);
  }
}

package io.logtriage.elastic;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bulk requests: an action line of ours before each document, the document's bytes as they are.
 *
 * <p>Only a line feed would end a document's line early, and turn the rest of it into an action. In
 * JSON it can only stand between two tokens, so a space takes its place.
 */
final class BulkBody {
  static final int MAX_DOCUMENTS = 2_000;
  static final int MAX_BYTES = 5 * 1024 * 1024;

  /** More than an action line with the longest id needs. */
  private static final int ACTION_BYTES = 1_024;

  private BulkBody() {}

  /** Cuts operations into requests of bounded size, in order. */
  static List<List<BulkOperation>> requests(List<BulkOperation> operations) {
    List<List<BulkOperation>> requests = new ArrayList<>();
    List<BulkOperation> request = new ArrayList<>();
    long bytes = 0;
    for (BulkOperation operation : operations) {
      int size = size(operation);
      if (!request.isEmpty() && (request.size() == MAX_DOCUMENTS || bytes + size > MAX_BYTES)) {
        requests.add(request);
        request = new ArrayList<>();
        bytes = 0;
      }
      request.add(operation);
      bytes += size;
    }
    if (!request.isEmpty()) {
      requests.add(request);
    }
    return requests;
  }

  /** One request's body. */
  static byte[] of(List<BulkOperation> operations) {
    int size = operations.stream().mapToInt(BulkBody::size).sum();
    ByteArrayOutputStream body = new ByteArrayOutputStream(size);
    for (BulkOperation operation : operations) {
      body.writeBytes(action(operation));
      byte[] document = operation.record().value();
      if (document != null) {
        writeOneLine(document, body);
      }
    }
    return body.toByteArray();
  }

  private static int size(BulkOperation operation) {
    byte[] document = operation.record().value();
    return ACTION_BYTES + (document == null ? 0 : document.length);
  }

  private static byte[] action(BulkOperation operation) {
    StringBuilder action = new StringBuilder(200);
    action.append(
        switch (operation.kind()) {
          case INDEX -> "{\"index\":{\"_index\":\"";
          case CREATE -> "{\"create\":{\"_index\":\"";
          case DELETE -> "{\"delete\":{\"_index\":\"";
        });
    action.append(operation.alias()).append("\",\"_id\":\"");
    JsonStringEncoder.getInstance().quoteAsString(operation.id(), action);
    action.append('"');
    if (operation.hasVersion()) {
      action.append(",\"version\":").append(operation.version());
      action.append(",\"version_type\":\"external\"");
    }
    return action.append("}}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void writeOneLine(byte[] document, ByteArrayOutputStream body) {
    int from = 0;
    for (int i = 0; i < document.length; i++) {
      if (document[i] == '\n') {
        body.write(document, from, i - from);
        body.write(' ');
        from = i + 1;
      }
    }
    body.write(document, from, document.length - from);
    body.write('\n');
  }
}

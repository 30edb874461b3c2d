package io.logtriage.streams.incident;

import io.logtriage.patterns.Source;
import java.util.Map;

/** One event, whatever it shows, as JSON: the value of its record on {@code parsed-logs}. */
public final class ParsedLogDocument {
  private ParsedLogDocument() {}

  /**
   * The document, UTF-8, one line without its end.
   *
   * @param fields by ECS name; others become labels
   * @param offset -1 when unknown
   */
  public static byte[] toBytes(
      String id,
      Source source,
      String dataset,
      long time,
      String message,
      Map<String, String> fields,
      long offset) {
    FieldTree tree = new FieldTree(fields).put("log.file.path", source.path());
    if (offset >= 0) {
      tree.put("log.offset", offset);
    }
    return Json.object(
        json -> {
          json.time("@timestamp", time);
          json.object(
              "event",
              event -> {
                event.text("id", id);
                event.text("kind", "event");
                event.text("dataset", dataset);
              });
          json.object("host", host -> host.text("name", source.host()));
          json.object("service", service -> service.text("name", source.service()));
          tree.others().put("deployment", source.deployment());
          json.texts("labels", tree.others());
          json.text("message", message);
          for (Map.Entry<String, Object> field : tree.published().entrySet()) {
            json.tree(field.getKey(), field.getValue());
          }
        });
  }
}

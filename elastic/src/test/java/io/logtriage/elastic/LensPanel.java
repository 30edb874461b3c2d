package io.logtriage.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A chart of Lens, asked of Elasticsearch as Lens asks: columns become nested aggregations, and the
 * answer rows.
 */
final class LensPanel {
  private static final String DOCUMENTS = "___records___";

  private final JsonNode layer;
  private final JsonNode view;
  private final String query;

  LensPanel(JsonNode lens, JsonNode view) {
    JsonNode state = lens.at("/attributes/state");
    JsonNode layers = state.at("/datasourceStates/formBased/layers");
    if (layers.size() != 1) {
      throw new AssertionError("expected one layer: " + layers);
    }
    this.layer = layers.elements().next();
    this.view = view;
    this.query = state.at("/query/query").asText();
  }

  String index() {
    return view.at("/attributes/title").asText();
  }

  List<JsonNode> columns() {
    List<JsonNode> columns = new ArrayList<>();
    layer.path("columnOrder").forEach(id -> columns.add(layer.path("columns").path(id.asText())));
    return columns;
  }

  String kql() {
    return query;
  }

  /** The search that answers it. */
  String request() {
    ObjectNode request = KibanaFile.JSON.createObjectNode();
    request.put("size", 0);
    request.put("track_total_hits", true);
    request.set("runtime_mappings", KibanaFile.inner(view.at("/attributes/runtimeFieldMap")));
    request.set("query", Kql.toElasticsearch(query));
    aggregate(request, 0);
    return request.toString();
  }

  private void aggregate(ObjectNode parent, int depth) {
    JsonNode ids = layer.path("columnOrder");
    String id = ids.path(depth).asText();
    JsonNode column = layer.path("columns").path(id);
    if (column.path("isBucketed").asBoolean()) {
      ObjectNode bucket = parent.withObject("/aggs").putObject(id);
      bucket(bucket, column);
      aggregate(bucket, depth + 1);
      return;
    }
    for (int i = depth; i < ids.size(); i++) {
      JsonNode measure = layer.path("columns").path(ids.path(i).asText());
      measure(parent, ids.path(i).asText(), measure);
    }
  }

  private void bucket(ObjectNode aggregation, JsonNode column) {
    JsonNode params = column.path("params");
    String field = column.path("sourceField").asText();
    switch (column.path("operationType").asText()) {
      case "terms" -> {
        ObjectNode terms = aggregation.putObject("terms");
        terms.put("field", field).put("size", params.path("size").asInt());
        String by = params.at("/orderBy/columnId").asText("rank");
        JsonNode measure = params.path("orderAgg");
        measure = measure.isMissingNode() ? layer.path("columns").path(by) : measure;
        boolean counts = measure.path("operationType").asText().equals("count");
        terms
            .putObject("order")
            .put(counts ? "_count" : by, params.path("orderDirection").asText());
        measure(aggregation, by, measure);
      }
      case "date_histogram" ->
          aggregation
              .putObject("date_histogram")
              .put("field", field)
              .put("fixed_interval", "30m")
              .put("min_doc_count", 1);
      default -> throw new AssertionError("no bucket: " + column);
    }
  }

  private static void measure(ObjectNode parent, String id, JsonNode column) {
    String operation = column.path("operationType").asText();
    if (!operation.equals("count")) {
      parent
          .withObject("/aggs")
          .putObject(id)
          .putObject(operation)
          .put("field", column.path("sourceField").asText());
    } else if (column.has("filter")) {
      parent
          .withObject("/aggs")
          .putObject(id)
          .set("filter", Kql.toElasticsearch(column.at("/filter/query").asText()));
    } else if (!column.path("sourceField").asText().equals(DOCUMENTS)) {
      throw new AssertionError("counts a field: " + column);
    }
  }

  /** Rows as the panel shows them, cells with bars between. */
  List<String> rows(JsonNode answer) {
    List<String> rows = new ArrayList<>();
    addRows(answer.path("aggregations"), 0, "", rows);
    return rows;
  }

  private void addRows(JsonNode at, int depth, String prefix, List<String> rows) {
    JsonNode ids = layer.path("columnOrder");
    JsonNode buckets = at.path(ids.path(depth).asText()).path("buckets");
    for (JsonNode bucket : buckets) {
      String key = bucket.path("key_as_string").asText(bucket.path("key").asText());
      addRow(bucket, depth, prefix + key, rows);
    }
  }

  private void addRow(JsonNode bucket, int depth, String row, List<String> rows) {
    JsonNode ids = layer.path("columnOrder");
    if (layer.path("columns").path(ids.path(depth + 1).asText()).path("isBucketed").asBoolean()) {
      addRows(bucket, depth + 1, row + " | ", rows);
      return;
    }
    StringBuilder cells = new StringBuilder(row);
    for (int i = depth + 1; i < ids.size(); i++) {
      JsonNode value = bucket.path(ids.path(i).asText());
      cells.append(" | ");
      if (value.has("value_as_string")) {
        cells.append(value.path("value_as_string").asText());
      } else if (value.has("value")) {
        cells.append(value.path("value").asLong());
      } else {
        cells.append((value.isMissingNode() ? bucket : value).path("doc_count").asLong());
      }
    }
    rows.add(cells.toString());
  }
}

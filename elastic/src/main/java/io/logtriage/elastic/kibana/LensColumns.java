package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Columns of a layer of Lens: what documents are divided by, and what is told of each part. */
final class LensColumns {
  private static final String DOCUMENTS = "___records___";

  private LensColumns() {}

  /** Id of the column of a split. */
  static String split(int index) {
    return "by-" + index;
  }

  /** Id of the column of a measure. */
  static String measure(int index) {
    return "measure-" + index;
  }

  static ObjectNode of(Panel.Split split) {
    return split.top() == null
        ? column(split.name(), "date", "date_histogram", "interval", split.date(), true)
        : terms(split, split.top());
  }

  static ObjectNode of(Panel.Measure measure) {
    if (measure.sum() != null) {
      return column(measure.name(), "number", "sum", "ratio", measure.sum(), false);
    }
    if (measure.max() != null) {
      return column(measure.name(), "number", "max", "ratio", measure.max(), false);
    }
    if (measure.first() != null) {
      return column(measure.name(), "date", "min", "ratio", measure.first(), false);
    }
    if (measure.last() != null) {
      return column(measure.name(), "date", "max", "ratio", measure.last(), false);
    }
    ObjectNode count = column(measure.name(), "number", "count", "ratio", DOCUMENTS, false);
    if (measure.where() != null) {
      count.set("filter", SavedObject.query(measure.where()));
    }
    return count;
  }

  private static ObjectNode terms(Panel.Split split, String field) {
    ObjectNode column = column(split.name(), "string", "terms", "ordinal", field, true);
    ObjectNode params = column.putObject("params");
    params.put("size", split.size());
    ObjectNode order = params.putObject("orderBy");
    if (split.rank() == null) {
      order.put("type", "column").put("columnId", measure(0));
    } else {
      order.put("type", "custom");
      params.set("orderAgg", column("Rank", "number", "max", "ratio", split.rank(), false));
    }
    params.put("orderDirection", "desc");
    params.put("otherBucket", split.others());
    params.put("missingBucket", false);
    params.putObject("parentFormat").put("id", "terms");
    params.putArray("include");
    params.putArray("exclude");
    params.put("includeIsRegex", false);
    params.put("excludeIsRegex", false);
    return column;
  }

  private static ObjectNode column(
      String label,
      String type,
      String operation,
      String scale,
      @Nullable String field,
      boolean bucketed) {
    ObjectNode column = SavedObject.JSON.createObjectNode();
    column.put("label", label);
    column.put("customLabel", true);
    column.put("dataType", type);
    column.put("operationType", operation);
    column.put("scale", scale);
    column.put("isBucketed", bucketed);
    column.put("sourceField", field);
    ObjectNode params = column.putObject("params");
    if (operation.equals("date_histogram")) {
      params.put("interval", "auto").put("includeEmptyRows", true).put("dropPartials", false);
    } else if (!bucketed) {
      params.put("emptyAsNull", false);
    }
    return column;
  }
}

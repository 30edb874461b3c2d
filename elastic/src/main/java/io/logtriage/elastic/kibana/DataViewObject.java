package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Data views as saved objects. */
record DataViewObject(ObjectNames names) {

  SavedObject of(DataView view) {
    SavedObject object = SavedObject.dataView(names.id(view.id()));
    ObjectNode attributes = object.attributes();
    attributes.put("allowNoIndex", true);
    attributes.put("fieldAttrs", "{}");
    attributes.put("fieldFormatMap", formats(view).toString());
    attributes.put("fields", "[]");
    attributes.put("name", names.title(view.name()));
    attributes.put("runtimeFieldMap", runtime(view).toString());
    attributes.put("sourceFilters", "[]");
    attributes.put("timeFieldName", view.time());
    attributes.put("title", names.index(view.index()));
    attributes.put("typeMeta", "{}");
    return object;
  }

  private static ObjectNode runtime(DataView view) {
    ObjectNode fields = SavedObject.JSON.createObjectNode();
    view.runtime().forEach((field, type) -> fields.putObject(field).put("type", type));
    return fields;
  }

  private ObjectNode formats(DataView view) {
    ObjectNode formats = SavedObject.JSON.createObjectNode();
    view.formats().forEach((field, format) -> formats.set(field, format(format)));
    return formats;
  }

  private ObjectNode format(String format) {
    ObjectNode root = SavedObject.JSON.createObjectNode();
    switch (format) {
      case "nanoseconds" ->
          root.put("id", "duration")
              .putObject("params")
              .put("inputFormat", "nanoseconds")
              .put("outputFormat", "humanizePrecise")
              .put("outputPrecision", 1)
              .put("useShortSuffix", true);
      case "incident-link" ->
          root.put("id", "url")
              .putObject("params")
              .put("type", "a")
              .put("urlTemplate", KibanaLinks.template(names))
              .put("labelTemplate", "{{value}}");
      default -> throw new IllegalArgumentException("no format '" + format + "'");
    }
    return root;
  }
}

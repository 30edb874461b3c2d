package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/** Charts as saved objects of Lens: one layer, divided by terms, dates or filters. */
record LensObject(ObjectNames names) {

  SavedObject of(Panel panel, String view) {
    SavedObject object = SavedObject.lens(names.id(panel.id()));
    String layer = panel.id();
    ObjectNode attributes = object.attributes();
    attributes.put("description", "");
    ObjectNode state = attributes.putObject("state");
    state.putObject("adHocDataViews");
    state
        .putObject("datasourceStates")
        .putObject("formBased")
        .putObject("layers")
        .set(layer, columns(panel));
    state.putArray("filters");
    state.putArray("internalReferences");
    state.set("query", SavedObject.query(Objects.requireNonNullElse(panel.query(), "")));
    state.set("visualization", LensVisualization.of(panel, layer));
    attributes.put("title", names.title(panel.title()));
    attributes.put("visualizationType", LensVisualization.type(panel));
    return object.refer("indexpattern-datasource-layer-" + layer, "index-pattern", names.id(view));
  }

  private static ObjectNode columns(Panel panel) {
    ObjectNode layer = SavedObject.JSON.createObjectNode();
    ArrayNode order = layer.putArray("columnOrder");
    ObjectNode columns = layer.putObject("columns");
    for (int i = 0; i < panel.by().size(); i++) {
      order.add(LensColumns.split(i));
      columns.set(LensColumns.split(i), LensColumns.of(panel.by().get(i)));
    }
    for (int i = 0; i < panel.measures().size(); i++) {
      order.add(LensColumns.measure(i));
      columns.set(LensColumns.measure(i), LensColumns.of(panel.measures().get(i)));
    }
    layer.put("ignoreGlobalFilters", false);
    layer.putObject("incompleteColumns");
    layer.put("sampling", 1);
    return layer;
  }
}

package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Saved searches as saved objects. */
record SearchObject(ObjectNames names, Sources sources) {
  private static final String INDEX = "kibanaSavedObjectMeta.searchSourceJSON.index";

  SavedObject of(SavedSearch search) {
    DataView view = sources.view(search.view());
    List<String> columns = search.columns() == null ? view.columns() : search.columns();
    SavedObject object = SavedObject.search(names.id(search.id()));
    ObjectNode attributes = object.attributes();
    columns.forEach(attributes.putArray("columns")::add);
    attributes.put("description", "");
    attributes.putObject("grid");
    attributes.put("hideChart", false);
    attributes.put("isTextBasedQuery", false);
    attributes
        .putObject("kibanaSavedObjectMeta")
        .put("searchSourceJSON", searchSource(search).toString());
    attributes
        .putArray("sort")
        .addArray()
        .add(view.time())
        .add(search.sort() == null ? "desc" : search.sort());
    attributes.put("timeRestore", false);
    attributes.put("title", names.title(search.title()));
    return object.refer(INDEX, "index-pattern", names.id(view.id()));
  }

  private static ObjectNode searchSource(SavedSearch search) {
    ObjectNode source = SavedObject.JSON.createObjectNode();
    source.put("highlightAll", true);
    source.put("version", true);
    source.set("query", SavedObject.query(search.query()));
    source.putArray("filter");
    source.put("indexRefName", INDEX);
    return source;
  }
}

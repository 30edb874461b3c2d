package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Dashboards as saved objects; their charts and searches are objects of their own. */
record DashboardObject(ObjectNames names) {
  private static final String PANEL_VERSION = "8.9.0";
  private static final int REFRESH_MILLIS = 60_000;

  SavedObject of(Dashboard dashboard) {
    SavedObject object = SavedObject.dashboard(names.id(dashboard.id()));
    ObjectNode attributes = object.attributes();
    attributes.set("controlGroupInput", controls(dashboard, object));
    attributes.put("description", dashboard.description());
    attributes
        .putObject("kibanaSavedObjectMeta")
        .put("searchSourceJSON", searchSource().toString());
    attributes.put("optionsJSON", options().toString());
    ArrayNode panels = SavedObject.JSON.createArrayNode();
    dashboard.panels().forEach(panel -> panels.add(panel(panel, object)));
    attributes.put("panelsJSON", panels.toString());
    attributes.putObject("refreshInterval").put("pause", true).put("value", REFRESH_MILLIS);
    attributes.put("timeFrom", dashboard.from());
    attributes.put("timeRestore", true);
    attributes.put("timeTo", "now");
    attributes.put("title", names.title(dashboard.title()));
    attributes.put("version", 1);
    return object;
  }

  private ObjectNode panel(Panel panel, SavedObject dashboard) {
    String index = panel.id();
    String type = panel.search() == null ? "lens" : "search";
    String target = panel.search() == null ? panel.id() : panel.search();
    ObjectNode root = SavedObject.JSON.createObjectNode();
    root.put("version", PANEL_VERSION);
    root.put("type", type);
    root.putObject("gridData")
        .put("x", panel.place().get(0))
        .put("y", panel.place().get(1))
        .put("w", panel.place().get(2))
        .put("h", panel.place().get(3))
        .put("i", index);
    root.put("panelIndex", index);
    ObjectNode enhancements = root.putObject("embeddableConfig").putObject("enhancements");
    Panel.Drilldown drilldown = panel.drilldown();
    if (drilldown != null) {
      addDrilldown(drilldown, index, enhancements, dashboard);
    }
    root.put("panelRefName", "panel_" + index);
    root.put("title", panel.title());
    dashboard.refer(index + ":panel_" + index, type, names.id(target));
    return root;
  }

  /**
   * Takes the clicked value and the time range along, but no filter of the page: the other page
   * shows documents of another kind, which lack the fields.
   */
  private void addDrilldown(
      Panel.Drilldown drilldown, String index, ObjectNode enhancements, SavedObject dashboard) {
    String event = index + "-drilldown";
    ObjectNode root = enhancements.putObject("dynamicActions").putArray("events").addObject();
    root.put("eventId", event);
    root.putArray("triggers").add("FILTER_TRIGGER");
    ObjectNode action = root.putObject("action");
    action.put("factoryId", "DASHBOARD_TO_DASHBOARD_DRILLDOWN");
    action.put("name", drilldown.name());
    action
        .putObject("config")
        .put("openInNewTab", false)
        .put("useCurrentDateRange", true)
        .put("useCurrentFilters", false);
    dashboard.refer(
        index + ":drilldown:DASHBOARD_TO_DASHBOARD_DRILLDOWN:" + event + ":dashboardId",
        "dashboard",
        names.id(drilldown.dashboard()));
  }

  private ObjectNode controls(Dashboard dashboard, SavedObject object) {
    ObjectNode group = SavedObject.JSON.createObjectNode();
    group.put("chainingSystem", "HIERARCHICAL");
    group.put("controlStyle", "oneLine");
    group.put(
        "ignoreParentSettingsJSON",
        SavedObject.JSON
            .createObjectNode()
            .put("ignoreFilters", false)
            .put("ignoreQuery", false)
            .put("ignoreTimerange", false)
            .put("ignoreValidations", false)
            .toString());
    ObjectNode panels = SavedObject.JSON.createObjectNode();
    for (int i = 0; i < dashboard.controls().size(); i++) {
      String id = dashboard.id() + "-control-" + i;
      panels.set(id, control(dashboard.controls().get(i), id, i));
      object.refer(
          "controlGroup_" + id + ":optionsListDataView",
          "index-pattern",
          names.id(dashboard.view()));
    }
    group.put("panelsJSON", panels.toString());
    return group;
  }

  private static ObjectNode control(Dashboard.Control control, String id, int order) {
    ObjectNode root = SavedObject.JSON.createObjectNode();
    root.put("order", order).put("width", "small").put("grow", true);
    root.put("type", "optionsListControl");
    ObjectNode input = root.putObject("explicitInput");
    input.put("fieldName", control.field()).put("title", control.title()).put("id", id);
    input.putObject("enhancements");
    return root;
  }

  private static ObjectNode searchSource() {
    ObjectNode source = SavedObject.JSON.createObjectNode();
    source.set("query", SavedObject.query(""));
    source.putArray("filter");
    return source;
  }

  private static ObjectNode options() {
    return SavedObject.JSON
        .createObjectNode()
        .put("useMargins", true)
        .put("syncColors", true)
        .put("syncCursor", true)
        .put("syncTooltips", false)
        .put("hidePanelTitles", false);
  }
}

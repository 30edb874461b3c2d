package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How Lens draws the columns of a panel. */
final class LensVisualization {
  private static final String BARS = "bar_stacked";
  private static final int ROWS = 10;
  private static final int TILES_IN_A_ROW = 4;

  private LensVisualization() {}

  static String type(Panel panel) {
    return switch (chart(panel)) {
      case TILES -> "lnsMetric";
      case TIMELINE -> "lnsXY";
      case TABLE -> "lnsDatatable";
    };
  }

  static ObjectNode of(Panel panel, String layer) {
    return switch (chart(panel)) {
      case TILES -> tiles(layer);
      case TIMELINE -> timeline(panel, layer);
      case TABLE -> table(panel, layer);
    };
  }

  private static Panel.Chart chart(Panel panel) {
    Panel.Chart chart = panel.show();
    if (chart == null) {
      throw new IllegalArgumentException("panel " + panel.id() + " is no chart");
    }
    return chart;
  }

  private static ObjectNode tiles(String layer) {
    ObjectNode state = layer(layer);
    state.put("metricAccessor", LensColumns.measure(0));
    state.put("breakdownByAccessor", LensColumns.split(0));
    state.put("maxCols", TILES_IN_A_ROW);
    return state;
  }

  /** The last split is time, the one before it, if any, colours the bars. */
  private static ObjectNode timeline(Panel panel, String layer) {
    ObjectNode state = SavedObject.JSON.createObjectNode();
    state.putObject("legend").put("isVisible", true).put("position", "right");
    state.put("valueLabels", "hide");
    state.put("fittingFunction", "None");
    sides(state.putObject("axisTitlesVisibilitySettings"), false);
    sides(state.putObject("tickLabelsVisibilitySettings"), true);
    sides(state.putObject("gridlinesVisibilitySettings"), true);
    state.putObject("labelsOrientation").put("x", 0).put("yLeft", 0).put("yRight", 0);
    state.put("preferredSeriesType", BARS);
    ObjectNode bars = state.putArray("layers").addObject();
    bars.setAll(layer(layer));
    bars.put("seriesType", BARS);
    bars.putArray("accessors").add(LensColumns.measure(0));
    bars.put("xAccessor", LensColumns.split(panel.by().size() - 1));
    if (panel.by().size() > 1) {
      bars.put("splitAccessor", LensColumns.split(0));
    }
    bars.put("position", "top");
    bars.put("showGridlines", false);
    return state;
  }

  private static void sides(ObjectNode axes, boolean shown) {
    axes.put("x", shown).put("yLeft", shown).put("yRight", shown);
  }

  private static ObjectNode table(Panel panel, String layer) {
    ObjectNode state = layer(layer);
    ArrayNode columns = state.putArray("columns");
    for (int i = 0; i < panel.by().size(); i++) {
      columns.addObject().put("columnId", LensColumns.split(i)).put("isTransposed", false);
    }
    for (int i = 0; i < panel.measures().size(); i++) {
      columns.addObject().put("columnId", LensColumns.measure(i)).put("isTransposed", false);
    }
    state.putObject("sorting").put("columnId", LensColumns.measure(0)).put("direction", "desc");
    state.putObject("paging").put("enabled", true).put("size", ROWS);
    return state;
  }

  private static ObjectNode layer(String layer) {
    return SavedObject.JSON.createObjectNode().put("layerId", layer).put("layerType", "data");
  }
}

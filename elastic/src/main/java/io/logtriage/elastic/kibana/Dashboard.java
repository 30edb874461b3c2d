package io.logtriage.elastic.kibana;

import java.util.List;

/**
 * A page of panels.
 *
 * @param from start of the time range that it opens with
 * @param view id of the data view of its controls and panels
 */
record Dashboard(
    String id,
    String title,
    String description,
    String from,
    String view,
    List<Control> controls,
    List<Panel> panels) {
  Dashboard {
    controls = List.copyOf(controls);
    panels = List.copyOf(panels);
  }

  /** A list above the page, of the values of one field. */
  record Control(String title, String field) {}
}

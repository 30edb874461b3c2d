package io.logtriage.elastic.kibana;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One panel of a dashboard: a chart of its own, or a saved search.
 *
 * @param place x, y, width and height on a grid of 48 columns
 * @param search id of a saved search; then there is no chart
 * @param query KQL
 * @param by what the documents are divided by, the outermost first
 */
record Panel(
    String id,
    String title,
    List<Integer> place,
    @Nullable String search,
    @Nullable Chart show,
    @Nullable String query,
    @Nullable List<Split> by,
    @Nullable List<Measure> measures,
    @Nullable Drilldown drilldown) {
  private static final int SIDES = 4;

  Panel {
    if ((search == null) == (show == null) || place.size() != SIDES) {
      throw new IllegalArgumentException(
          "panel " + id + ": expected four numbers in place, and either search or show");
    }
    by = by == null ? List.of() : List.copyOf(by);
    measures = measures == null ? List.of() : List.copyOf(measures);
    if (search == null && measures.isEmpty()) {
      throw new IllegalArgumentException("panel " + id + ": expected measures");
    }
  }

  /** How a chart looks. */
  enum Chart {
    TILES,
    TIMELINE,
    TABLE
  }

  /**
   * One way to divide documents: {@code top} is the field whose commonest values, {@code date} the
   * field whose time; one of them is there.
   *
   * @param others whether all other values are one more
   * @param rank the field whose greatest number decides which values come first, null for the first
   *     measure
   */
  record Split(
      String name,
      @Nullable String top,
      int size,
      boolean others,
      @Nullable String rank,
      @Nullable String date) {
    Split {
      if ((top == null) == (date == null)) {
        throw new IllegalArgumentException(name + ": expected either top or date");
      }
    }
  }

  /**
   * What is told of each division: a field's sum, greatest number, first or last time, or, without
   * a field, how many documents there are.
   *
   * @param where KQL that counted documents must meet
   */
  record Measure(
      String name,
      @Nullable String where,
      @Nullable String sum,
      @Nullable String max,
      @Nullable String first,
      @Nullable String last) {}

  /** Where a click on a value leads; takes the value and the time range along. */
  record Drilldown(String name, String dashboard) {}
}

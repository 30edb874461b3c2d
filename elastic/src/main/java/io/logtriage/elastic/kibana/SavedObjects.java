package io.logtriage.elastic.kibana;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Everything that is imported, in the form of Kibana's own export. */
final class SavedObjects {
  private SavedObjects() {}

  /** One object a line; what is referred to stands before what refers. */
  static String ndjson(ObjectNames names) {
    Sources sources = Sources.read();
    List<SavedObject> objects = new ArrayList<>();
    sources.views().forEach(view -> objects.add(new DataViewObject(names).of(view)));
    sources.searches().forEach(search -> objects.add(new SearchObject(names, sources).of(search)));
    for (Dashboard dashboard : sources.dashboards()) {
      for (Panel panel : dashboard.panels()) {
        if (panel.show() != null) {
          objects.add(new LensObject(names).of(panel, dashboard.view()));
        }
      }
    }
    sources.dashboards().forEach(each -> objects.add(new DashboardObject(names).of(each)));
    return objects.stream().map(SavedObject::line).collect(Collectors.joining("\n", "", "\n"));
  }
}

package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The descriptions in this package's YAML files. */
record Sources(List<DataView> views, List<SavedSearch> searches, List<Dashboard> dashboards) {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  static Sources read() {
    return new Sources(
        read("data-views.yaml", new TypeReference<>() {}),
        read("searches.yaml", new TypeReference<>() {}),
        List.of(
            read("incidents.yaml", new TypeReference<>() {}),
            read("around-an-incident.yaml", new TypeReference<>() {})));
  }

  DataView view(String id) {
    return views.stream()
        .filter(view -> view.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no data view " + id));
  }

  private static <T> T read(String name, TypeReference<T> type) {
    try (InputStream in = Sources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource " + name + " is not in the jar");
      }
      return YAML.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException("resource " + name, e);
    }
  }
}

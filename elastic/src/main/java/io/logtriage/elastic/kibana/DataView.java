package io.logtriage.elastic.kibana;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which documents Kibana sees, and how it shows their fields.
 *
 * @param index an alias without prefix
 * @param runtime type by name of fields that Kibana could not list otherwise
 * @param columns of saved searches that name none
 */
record DataView(
    String id,
    String name,
    String index,
    String time,
    @Nullable Map<String, String> runtime,
    @Nullable Map<String, String> formats,
    List<String> columns) {
  DataView {
    runtime = runtime == null ? Map.of() : new LinkedHashMap<>(runtime);
    formats = formats == null ? Map.of() : new LinkedHashMap<>(formats);
    columns = List.copyOf(columns);
  }
}

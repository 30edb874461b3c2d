package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.logtriage.streams.incident.EcsFields;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A field that the writer puts at the top level and the strict mapping does not know is refused.
 */
class MappingCoverageTest {

  static Stream<Map.Entry<String, EcsFields.Type>> published() {
    return EcsFields.types().entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("published")
  void everyPublishedFieldIsMappedWithItsType(Map.Entry<String, EcsFields.Type> field) {
    String path = "/properties/" + field.getKey().replace(".", "/properties/");

    JsonNode mapping = Template.mappings("ecs").at(path);

    assertThat(mapping.path("type").asText())
        .isEqualTo(field.getValue().name().toLowerCase(Locale.ROOT));
  }
}

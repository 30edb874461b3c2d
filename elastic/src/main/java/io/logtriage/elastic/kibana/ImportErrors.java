package io.logtriage.elastic.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What Kibana says of objects that it did not take, in words. */
final class ImportErrors {
  private static final int SHOWN = 5;

  private ImportErrors() {}

  static String describe(JsonNode errors) {
    List<String> told = new ArrayList<>();
    for (JsonNode error : errors) {
      if (told.size() == SHOWN) {
        told.add("and " + (errors.size() - SHOWN) + " more");
        break;
      }
      told.add(
          error.path("type").asText() + " " + error.path("id").asText() + ": " + reason(error));
    }
    return String.join("; ", told);
  }

  private static String reason(JsonNode object) {
    JsonNode error = object.path("error");
    return switch (error.path("type").asText()) {
      case "conflict", "ambiguous_conflict" ->
          "an object with that id is in the way: delete it, or give a --prefix";
      case "missing_references" -> "refers to what is not there:" + missing(error);
      case "unsupported_type" -> "this Kibana does not know objects of that type";
      default -> {
        String message = error.path("message").asText();
        yield message.isEmpty() ? error.toString() : message;
      }
    };
  }

  private static String missing(JsonNode error) {
    StringBuilder missing = new StringBuilder();
    for (JsonNode reference : error.path("references")) {
      missing.append(' ').append(reference.path("type").asText());
      missing.append(' ').append(reference.path("id").asText());
    }
    return missing.toString();
  }
}

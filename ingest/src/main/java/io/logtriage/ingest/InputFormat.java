package io.logtriage.ingest;

import io.logtriage.patterns.format.LineFormat;
import java.util.Arrays;
import java.util.List;

/** The names of line formats that an administrator may declare. */
final class InputFormat {
  private InputFormat() {}

  static List<String> names() {
    return Arrays.stream(LineFormat.values()).map(LineFormat::dataset).toList();
  }

  static boolean isKnown(String name) {
    return names().contains(name);
  }
}

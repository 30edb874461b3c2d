package io.logtriage.patterns.yaml;

import java.util.List;
import java.util.Map;

/** YAML that remembers its lines, so that every complaint can name one. */
public sealed interface YamlNode {
  int line();

  /** Text, number or word; all are text to us. */
  record Scalar(String text, int line) implements YamlNode {}

  record Items(List<YamlNode> items, int line) implements YamlNode {}

  /** Keys in the order of the file. */
  record Fields(Map<String, YamlNode> values, Map<String, Integer> keyLines, int line)
      implements YamlNode {}
}

package io.logtriage.patterns.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a file while it is read: knows which keys were asked for, so that the rest can be
 * reported, and reports what is missing or of the wrong kind.
 */
public final class Section {
  private static final Pattern DURATION = Pattern.compile("(?<number>\\d{1,9})(?<unit>ms|s|m|h|d)");

  private final String file;
  private final YamlNode.Fields node;
  private final List<Problem> problems;
  private final Set<String> known = new HashSet<>();

  public Section(String file, YamlNode.Fields node, List<Problem> problems) {
    this.file = file;
    this.node = node;
    this.problems = problems;
  }

  /** A text that must be there; empty (and reported) when it is not. */
  public String text(String key) {
    String text = optionalText(key);
    if (text == null || text.isBlank()) {
      problem(text == null ? node.line() : line(key), "'" + key + "' is missing; give it a text");
      return "";
    }
    return text;
  }

  public @Nullable String optionalText(String key) {
    YamlNode value = value(key);
    if (value == null) {
      return null;
    }
    if (value instanceof YamlNode.Scalar scalar) {
      return scalar.text();
    }
    problem(value.line(), "'" + key + "': expected a text, found " + kind(value));
    return "";
  }

  /** Texts; none when the key is absent. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(key)) {
      if (item instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
        texts.add(scalar.text());
      } else {
        problem(item.line(), "'" + key + "': expected a text, found " + kind(item));
      }
    }
    return texts;
  }

  /** At least one text. */
  public List<String> someTexts(String key) {
    if (value(key) == null || items(key).isEmpty()) {
      problem(line(key), "'" + key + "' is missing; give it a list of at least one entry");
    }
    return texts(key);
  }

  public Duration duration(String key, Duration otherwise) {
    String text = optionalText(key);
    return text == null ? otherwise : duration(text, line(key));
  }

  public Duration duration(String key) {
    String text = text(key);
    return text.isEmpty() ? Duration.ZERO : duration(text, line(key));
  }

  private Duration duration(String text, int line) {
    Optional<Duration> duration = parse(text);
    if (duration.isEmpty()) {
      problem(
          line, "'" + text + "' is no duration; write a number and a unit, such as 30s, 5m, 2h");
    }
    return duration.orElse(Duration.ZERO);
  }

  public static Optional<Duration> parse(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group("number"));
    return Optional.of(
        switch (matcher.group("unit")) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          case "m" -> Duration.ofMinutes(number);
          case "h" -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        });
  }

  /** A whole number of at least {@code least}. */
  public int number(String key, int otherwise, int least) {
    String text = optionalText(key);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= least) {
      return Integer.parseInt(text);
    }
    problem(
        line(key),
        "'" + key + "': expected a whole number from " + least + ", found '" + text + "'");
    return otherwise;
  }

  /** One word of several; reported when it is none of them, unless its absence was. */
  public <E> Optional<E> oneOf(String key, String text, Map<String, E> words) {
    E value = words.get(text);
    if (value == null && !text.isBlank()) {
      problem(
          line(key),
          "'"
              + key
              + "': expected one of "
              + new TreeSet<>(words.keySet())
              + ", found '"
              + cut(text)
              + "'"
              + Suggestion.of(cut(text), words.keySet()));
    }
    return Optional.ofNullable(value);
  }

  /** Whether the key holds keys and values of its own. */
  public boolean isSection(String key) {
    return value(key) instanceof YamlNode.Fields;
  }

  /** Mappings in a list; none when the key is absent. */
  public List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    for (YamlNode item : items(key)) {
      if (item instanceof YamlNode.Fields fields) {
        sections.add(new Section(file, fields, problems));
      } else {
        problem(item.line(), "'" + key + "': expected keys and values, found " + kind(item));
      }
    }
    return sections;
  }

  /** One mapping; empty when it is absent. */
  public Optional<Section> section(String key) {
    YamlNode value = value(key);
    if (value instanceof YamlNode.Fields fields) {
      return Optional.of(new Section(file, fields, problems));
    }
    if (value != null) {
      problem(value.line(), "'" + key + "': expected keys and values, found " + kind(value));
    }
    return Optional.empty();
  }

  /** One mapping that must be there. */
  public Optional<Section> requiredSection(String key) {
    if (value(key) == null) {
      problem(node.line(), "'" + key + "' is missing");
    }
    return section(key);
  }

  /** All keys with their texts. */
  public Map<String, String> all() {
    Map<String, String> all = new TreeMap<>();
    for (String key : node.values().keySet()) {
      all.put(key, text(key));
    }
    return all;
  }

  public boolean has(String key) {
    return value(key) != null;
  }

  /** Line of the key; of the mapping when it is absent. */
  public int line(String key) {
    return node.keyLines().getOrDefault(key, node.line());
  }

  /** Line of each entry of a list. */
  public List<Integer> itemLines(String key) {
    return items(key).stream().map(YamlNode::line).toList();
  }

  public int line() {
    return node.line();
  }

  public void problem(int line, String message) {
    problems.add(new Problem(file, line, message));
  }

  /** Reports the keys that nobody asked for. */
  public void refuseUnknownKeys() {
    for (String key : node.values().keySet()) {
      if (!known.contains(key)) {
        String suggestion = Suggestion.of(cut(key), known);
        problem(
            line(key),
            "unknown key '"
                + cut(key)
                + "'"
                + (suggestion.isEmpty()
                    ? "; expected one of " + new TreeSet<>(known)
                    : suggestion));
      }
    }
  }

  private List<YamlNode> items(String key) {
    YamlNode value = value(key);
    if (value == null) {
      return List.of();
    }
    if (value instanceof YamlNode.Items items) {
      return items.items();
    }
    problem(value.line(), "'" + key + "': expected a list, found " + kind(value));
    return List.of();
  }

  private @Nullable YamlNode value(String key) {
    known.add(key);
    return node.values().get(key);
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) : text;
  }

  private static String kind(YamlNode node) {
    if (node instanceof YamlNode.Scalar scalar) {
      return scalar.text().isBlank() ? "nothing" : "a text";
    }
    return node instanceof YamlNode.Items ? "a list" : "keys and values";
  }
}

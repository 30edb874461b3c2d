package io.logtriage.patterns.yaml;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one YAML document into {@link YamlNode nodes}. */
public final class YamlReader {
  private static final int MAX_DEPTH = 20;

  private final String file;
  private final List<Problem> problems;

  public YamlReader(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** The document; empty when it is no YAML or there is none, which is then reported. */
  public Optional<YamlNode> read(String text) {
    try (JsonParser parser = new YAMLFactory().createParser(text)) {
      if (parser.nextToken() == null) {
        problems.add(new Problem(file, 1, "the file is empty"));
        return Optional.empty();
      }
      YamlNode node = node(parser, 0);
      if (parser.nextToken() != null) {
        problems.add(new Problem(file, line(parser), "a second document; one file holds one"));
      }
      return Optional.of(node);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      int tab = tabbed(text);
      problems.add(
          tab > 0
              ? new Problem(file, tab, "the line begins with a tab; YAML indents with blanks only")
              : new Problem(file, line, "no valid YAML: " + reason(e)));
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException("reading from a string cannot fail", e);
    }
  }

  /** The first line that is indented with a tab, 0 when none is. */
  private static int tabbed(String text) {
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.substring(0, line.length() - line.stripLeading().length()).contains("\t")) {
        return number;
      }
    }
    return 0;
  }

  private static String reason(JsonProcessingException e) {
    String message = firstLine(e.getOriginalMessage());
    if (message.contains("mapping values are not allowed")) {
      return "a colon and a blank stand inside a text; put the whole text into quotes";
    }
    if (message.contains("escape character")) {
      return message + "; in \"double quotes\" write \\\\ for a backslash, or use 'single quotes'";
    }
    return message;
  }

  private YamlNode node(JsonParser parser, int depth) throws IOException {
    int line = line(parser);
    if (depth > MAX_DEPTH) {
      throw new com.fasterxml.jackson.core.JsonParseException(
          parser, "nested deeper than " + MAX_DEPTH + " levels");
    }
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return fields(parser, depth, line);
    }
    if (token == JsonToken.START_ARRAY) {
      List<YamlNode> items = new ArrayList<>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        items.add(node(parser, depth + 1));
      }
      return new YamlNode.Items(List.copyOf(items), line);
    }
    return new YamlNode.Scalar(token == JsonToken.VALUE_NULL ? "" : parser.getText(), line);
  }

  private YamlNode fields(JsonParser parser, int depth, int line) throws IOException {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    Map<String, Integer> keyLines = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      int keyLine = line(parser);
      parser.nextToken();
      if (values.put(key, node(parser, depth + 1)) != null) {
        problems.add(new Problem(file, keyLine, "'" + key + "' stands here a second time"));
      }
      keyLines.put(key, keyLine);
    }
    return new YamlNode.Fields(values, keyLines, line);
  }

  private static int line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("");
  }
}

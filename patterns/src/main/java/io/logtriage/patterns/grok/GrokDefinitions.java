package io.logtriage.patterns.grok;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our named building blocks for patterns: java-grok's own are not used, because several of them
 * ({@code IPORHOST}, {@code PATH}, {@code URI}) overflow the stack or go quadratic on hostile text.
 */
public final class GrokDefinitions {
  private static final String RESOURCE = "definitions.grok";
  private static final Pattern LINE = Pattern.compile("(?<name>[A-Z][A-Z0-9]*) +(?<regex>\\S.*)");
  private static final Pattern REFERENCE =
      Pattern.compile("%\\{(?<name>[A-Za-z0-9_]+)(?::(?<field>[^}=]+))?\\}");
  private static final GrokDefinitions BUILT_IN = read();

  private final Map<String, String> definitions;

  private GrokDefinitions(Map<String, String> definitions) {
    this.definitions = Collections.unmodifiableMap(definitions);
    for (String name : definitions.keySet()) {
      expand("%{" + name + "}");
    }
  }

  /** The definitions that come with logtriage. */
  public static GrokDefinitions builtIn() {
    return BUILT_IN;
  }

  /** Name to regular expression, which may refer to other names. */
  public Map<String, String> asMap() {
    return definitions;
  }

  /**
   * The pattern as a plain regular expression, field names left out.
   *
   * @throws IllegalArgumentException when a name is unknown or defined by itself; says which way
   */
  public String expand(String grok) {
    return expand(grok, "");
  }

  private String expand(String grok, String path) {
    Matcher matcher = REFERENCE.matcher(grok);
    StringBuilder out = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group("name");
      String way = path.isEmpty() ? name : path + "->" + name;
      String definition = definitions.get(name);
      if (definition == null) {
        throw new IllegalArgumentException(
            "%{"
                + way
                + "} is not defined; known names: "
                + String.join(", ", definitions.keySet()));
      }
      if (("->" + path + "->").contains("->" + name + "->")) {
        throw new IllegalArgumentException("circular reference: " + way);
      }
      matcher.appendReplacement(
          out, Matcher.quoteReplacement("(?:" + expand(definition, way) + ")"));
    }
    return matcher.appendTail(out).toString();
  }

  private static GrokDefinitions read() {
    Map<String, String> definitions = new LinkedHashMap<>();
    try (InputStream in = GrokDefinitions.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource " + RESOURCE + " is missing from this build");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
          throw new IllegalStateException(
              RESOURCE + ":" + number + ": expected NAME and a regular expression");
        }
        if (definitions.put(matcher.group("name"), matcher.group("regex")) != null) {
          throw new IllegalStateException(
              RESOURCE + ":" + number + ": " + matcher.group("name") + " is defined twice");
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read resource " + RESOURCE, e);
    }
    return new GrokDefinitions(definitions);
  }
}

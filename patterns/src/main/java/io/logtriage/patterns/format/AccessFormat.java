package io.logtriage.patterns.format;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A compiled access format: which text stands between which values. Immutable; {@link
 * AccessFormatReader} takes lines apart with it.
 *
 * <p>Two formats are equal when their text is.
 */
public final class AccessFormat {
  private static final byte[] ROOT = {'/'};

  private final LineFormat dataset;
  private final String text;
  private final byte[] prefix;
  private final AccessValue[] values;
  private final byte[][] ends;
  private final int[] skips;

  private AccessFormat(AccessDirective directive) {
    List<AccessDirective.Variable> variables = directive.variables();
    dataset = directive.dataset();
    text = directive.text();
    prefix = bytes(directive.literals().get(0));
    values = variables.stream().map(AccessDirective.Variable::value).toArray(AccessValue[]::new);
    ends = new byte[values.length][];
    skips = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      ends[i] = bytes(directive.literals().get(i + 1));
      skips[i] = ends[i].length;
      if (ends[i].length == 0 && i + 1 < values.length && !values[i].isTime()) {
        // $scheme://$host$request_uri: a path begins with a slash, which is its own.
        ends[i] = ROOT;
      }
    }
  }

  /**
   * Compiles nginx's {@code log_format} or gunicorn's {@code access_log_format}: the directive as
   * it stands in the configuration, or only the format in it.
   *
   * @throws AccessFormatException saying where it is wrong and what to do
   */
  public static AccessFormat parse(String directive) {
    return new AccessFormat(AccessDirective.parse(directive));
  }

  /** Whose lines these are. */
  public LineFormat dataset() {
    return dataset;
  }

  /** The format itself. */
  public String text() {
    return text;
  }

  /** The directive in one line, which {@link #parse} reads again. */
  public String directive() {
    String quoted = text.replace("\\", "\\\\").replace("'", "\\'").replace("\t", "\\t");
    return dataset == LineFormat.GUNICORN_ACCESS
        ? "access_log_format = '" + quoted + "'"
        : "log_format custom '" + quoted + "'";
  }

  byte[] prefix() {
    return prefix;
  }

  int size() {
    return values.length;
  }

  AccessValue value(int index) {
    return values[index];
  }

  /** What ends a value; empty when nothing does. */
  byte[] end(int index) {
    return ends[index];
  }

  /** How much of {@link #end} does not belong to the next value. */
  int skip(int index) {
    return skips[index];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AccessFormat format
        && dataset == format.dataset
        && text.equals(format.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return directive();
  }

  private static byte[] bytes(String literal) {
    return literal.getBytes(StandardCharsets.UTF_8);
  }
}

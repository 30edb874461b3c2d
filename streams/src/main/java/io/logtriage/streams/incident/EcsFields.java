package io.logtriage.streams.incident;

import static java.util.Map.entry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Captured fields that keep their name and type at the top level of our documents, because the
 * Elastic Common Schema (8.17) has them; any other goes to {@code incident.fields}.
 *
 * <p>Names that the documents fill themselves ({@code host.name}, {@code message}, {@code event.*})
 * are left out on purpose.
 */
public final class EcsFields {
  private static final Pattern IPV4 =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");
  private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]{2,45}");

  private static final Map<String, Type> TYPES =
      Map.ofEntries(
          entry("client.address", Type.KEYWORD),
          entry("client.ip", Type.IP),
          entry("client.port", Type.LONG),
          entry("container.id", Type.KEYWORD),
          entry("container.image.name", Type.KEYWORD),
          entry("container.name", Type.KEYWORD),
          entry("destination.address", Type.KEYWORD),
          entry("destination.ip", Type.IP),
          entry("destination.port", Type.LONG),
          entry("error.code", Type.KEYWORD),
          entry("error.message", Type.TEXT),
          entry("error.stack_trace", Type.TEXT),
          entry("error.type", Type.KEYWORD),
          entry("file.path", Type.KEYWORD),
          entry("http.request.body.bytes", Type.LONG),
          entry("http.request.method", Type.KEYWORD),
          entry("http.request.referrer", Type.KEYWORD),
          entry("http.response.body.bytes", Type.LONG),
          entry("http.response.status_code", Type.LONG),
          entry("http.version", Type.KEYWORD),
          entry("log.level", Type.KEYWORD),
          entry("log.logger", Type.KEYWORD),
          entry("process.exit_code", Type.LONG),
          entry("process.name", Type.KEYWORD),
          entry("process.pid", Type.LONG),
          entry("process.thread.id", Type.LONG),
          entry("process.thread.name", Type.KEYWORD),
          entry("server.address", Type.KEYWORD),
          entry("server.ip", Type.IP),
          entry("server.port", Type.LONG),
          entry("source.address", Type.KEYWORD),
          entry("source.ip", Type.IP),
          entry("source.port", Type.LONG),
          entry("tls.version", Type.KEYWORD),
          entry("url.domain", Type.KEYWORD),
          entry("url.full", Type.KEYWORD),
          entry("url.original", Type.KEYWORD),
          entry("url.path", Type.KEYWORD),
          entry("url.query", Type.KEYWORD),
          entry("user.name", Type.KEYWORD),
          entry("user_agent.original", Type.KEYWORD));

  private EcsFields() {}

  /** How Elasticsearch stores a field; {@link #value} says what a document holds. */
  public enum Type {
    KEYWORD,
    TEXT,
    LONG,
    IP
  }

  /** All names and their types, so that index templates can be checked against them. */
  public static Map<String, Type> types() {
    return TYPES;
  }

  /**
   * The value as the document holds it, a {@link Long} or {@link String}; null when the name is not
   * on the list or the text is not of its type, which Elasticsearch would refuse.
   */
  static @Nullable Object value(String name, String text) {
    Type type = TYPES.get(name);
    if (type == null) {
      return null;
    }
    return switch (type) {
      case KEYWORD, TEXT -> text;
      case LONG -> number(text);
      case IP -> isAddress(text) ? text : null;
    };
  }

  private static @Nullable Long number(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** Literal addresses only: a name would be looked up. */
  private static boolean isAddress(String text) {
    if (IPV4.matcher(text).matches()) {
      return true;
    }
    if (!text.contains(":") || !IPV6_CHARACTERS.matcher(text).matches()) {
      return false;
    }
    try {
      return InetAddress.getByName(text) != null;
    } catch (UnknownHostException e) {
      return false;
    }
  }
}

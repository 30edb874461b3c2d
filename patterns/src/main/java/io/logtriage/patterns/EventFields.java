package io.logtriage.patterns;

import io.logtriage.patterns.assemble.Raised;
import io.logtriage.patterns.format.Ascii;
import io.logtriage.patterns.format.Level;
import io.logtriage.patterns.format.LineFormat;
import io.logtriage.patterns.format.ParsedEvent;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The fields that a matching event's format gives, beside those of the symptom's pattern. */
final class EventFields {
  private static final int MAX_VALUE = 1024;
  private static final int MAX_STACK = 16 * 1024;

  private EventFields() {}

  /** By ECS name; what the symptom's pattern extracted is kept where both know a field. */
  static Map<String, String> of(ParsedEvent event, Map<String, String> extracted) {
    Map<String, String> fields = new TreeMap<>();
    if (event.level != Level.UNKNOWN) {
      fields.put("log.level", event.level.name().toLowerCase(Locale.ROOT));
    }
    if (event.pid >= 0) {
      fields.put("process.pid", Long.toString(event.pid));
    }
    if (event.format.isAccess()) {
      access(event, fields);
    }
    if (event.traceback) {
      error(event, fields);
    }
    extracted.forEach((name, value) -> fields.put(name, EventText.cut(value, MAX_VALUE)));
    return fields;
  }

  private static void access(ParsedEvent event, Map<String, String> fields) {
    fields.put("tier", event.format == LineFormat.GUNICORN_ACCESS ? "application" : "proxy");
    if (event.status >= 0) {
      fields.put("http.response.status_code", Integer.toString(event.status));
    }
    if (event.methodFrom >= 0) {
      fields.put("http.request.method", text(event, event.methodFrom, event.methodTo));
    }
    if (event.targetFrom >= 0) {
      int query = Ascii.indexOf(event.bytes, event.targetFrom, event.targetTo, '?');
      String path = text(event, event.targetFrom, query < 0 ? event.targetTo : query);
      fields.put("url.path", path);
      fields.put("route", GroupValues.normalise("url.path", path));
    }
    if (event.clientFrom >= 0) {
      String client = text(event, event.clientFrom, event.clientTo);
      fields.put(isAddress(client) ? "client.ip" : "client.address", client);
    }
    if (event.details != null) {
      event.details.forEach((name, from, to) -> fields.put(name, text(event, from, to)));
    }
  }

  private static void error(ParsedEvent event, Map<String, String> fields) {
    Raised raised = Raised.last(event.bytes, event.from, event.to);
    if (raised != null) {
      fields.put("error.type", EventText.cut(raised.type(), MAX_VALUE));
      if (raised.frame() != null) {
        fields.put("error.frame", EventText.cut(raised.frame(), MAX_VALUE));
      }
      fields.put("error.message", EventText.cut(raised.message(), MAX_VALUE));
    }
    fields.put("error.stack_trace", EventText.tail(event.bytes, event.from, event.to, MAX_STACK));
  }

  /** Elasticsearch refuses a document whose {@code ip} field holds anything else. */
  private static boolean isAddress(String client) {
    if (client.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
      for (String part : client.split("\\.", -1)) {
        if (Integer.parseInt(part) > 255) {
          return false;
        }
      }
      return true;
    }
    if (client.length() > 45 || !client.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return false;
    }
    try {
      // With a colon this is never looked up, only parsed.
      return InetAddress.getByName(client).getAddress().length > 0;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String text(ParsedEvent event, int from, int to) {
    return EventText.head(event.bytes, from, to, MAX_VALUE);
  }
}

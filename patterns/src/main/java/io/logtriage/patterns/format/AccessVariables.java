package io.logtriage.patterns.format;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the variables of nginx (ngx_http_core_module, ngx_http_log_module, ngx_http_upstream_module)
 * and the atoms of gunicorn (glogging.py) are called.
 */
final class AccessVariables {
  private static final Map<String, AccessValue> NGINX =
      Map.ofEntries(
          entry("time_local", AccessValue.COMMON_TIME),
          entry("time_iso8601", AccessValue.ISO_TIME),
          entry("msec", AccessValue.EPOCH_TIME),
          entry("remote_addr", AccessValue.CLIENT),
          entry("http_x_forwarded_for", AccessValue.FORWARDED),
          entry("proxy_add_x_forwarded_for", AccessValue.FORWARDED),
          entry("http_x_real_ip", AccessValue.FORWARDED),
          entry("request", AccessValue.REQUEST),
          entry("request_method", AccessValue.METHOD),
          entry("request_uri", AccessValue.TARGET),
          entry("uri", AccessValue.TARGET),
          entry("document_uri", AccessValue.TARGET),
          entry("status", AccessValue.STATUS),
          entry("body_bytes_sent", AccessValue.BYTES),
          entry("bytes_sent", AccessValue.BYTES),
          entry("http_referer", AccessValue.REFERRER),
          entry("http_user_agent", AccessValue.AGENT),
          entry("host", AccessValue.HOST),
          entry("http_host", AccessValue.HOST),
          entry("server_name", AccessValue.HOST),
          entry("request_time", AccessValue.SECONDS),
          entry("upstream_response_time", AccessValue.UPSTREAM_SECONDS),
          entry("upstream_addr", AccessValue.UPSTREAM_ADDRESS),
          entry("upstream_status", AccessValue.UPSTREAM_STATUS),
          entry("pid", AccessValue.PID));

  private static final Map<String, AccessValue> GUNICORN =
      Map.ofEntries(
          entry("h", AccessValue.CLIENT),
          entry("l", AccessValue.IGNORED),
          entry("u", AccessValue.IGNORED),
          entry("t", AccessValue.BRACKETED_TIME),
          entry("r", AccessValue.REQUEST),
          entry("m", AccessValue.METHOD),
          entry("U", AccessValue.TARGET),
          entry("q", AccessValue.IGNORED),
          entry("H", AccessValue.IGNORED),
          entry("s", AccessValue.STATUS),
          entry("B", AccessValue.BYTES),
          entry("b", AccessValue.BYTES),
          entry("f", AccessValue.REFERRER),
          entry("a", AccessValue.AGENT),
          entry("T", AccessValue.WHOLE_SECONDS),
          entry("D", AccessValue.MICROSECONDS),
          entry("M", AccessValue.MILLISECONDS),
          entry("L", AccessValue.SECONDS),
          entry("p", AccessValue.BRACKETED_PID));

  private static final Map<String, AccessValue> HEADERS =
      Map.of(
          "{x-forwarded-for}i", AccessValue.FORWARDED,
          "{x-real-ip}i", AccessValue.FORWARDED,
          "{referer}i", AccessValue.REFERRER,
          "{user-agent}i", AccessValue.AGENT,
          "{host}i", AccessValue.HOST);

  private AccessVariables() {}

  /** Of nginx, which lets modules and configurations add their own: those say nothing to us. */
  static AccessValue nginx(String name) {
    AccessValue known = NGINX.get(name);
    if (known != null) {
      return known;
    }
    return name.startsWith("upstream_") ? AccessValue.IGNORED_LIST : AccessValue.IGNORED;
  }

  /** Of gunicorn; null when it has no such atom. */
  static @Nullable AccessValue gunicorn(String name) {
    if (name.matches("\\{[^}]+}[ioe]")) {
      return HEADERS.getOrDefault(name.toLowerCase(Locale.ROOT), AccessValue.IGNORED_LIST);
    }
    return GUNICORN.get(name);
  }

  /** For error messages. */
  static String gunicornNames() {
    return String.join(" ", new TreeSet<>(GUNICORN.keySet())) + " {header}i {header}o {variable}e";
  }
}

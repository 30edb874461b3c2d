package io.logtriage.ingest;

import io.logtriage.patterns.files.SourceNaming;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code udp:5514}, {@code tcp:0.0.0.0:5514}, {@code udp://[::1]:5514}; this machine only unless
 * said.
 */
public final class SyslogAddress {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?<protocol>udp|tcp):(?://)?(?:(?<address>\\[[\\p{XDigit}:.]+]|[\\w.-]+):)?(?<port>\\d{1,5})");

  private SyslogAddress() {}

  /**
   * Reads where to listen.
   *
   * @throws IllegalArgumentException saying what was expected
   */
  public static Input.Syslog parse(String text, SourceNaming naming) {
    Matcher matcher = ADDRESS.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "expected udp:PORT, tcp:PORT or tcp:ADDRESS:PORT, found '" + text + "'");
    }
    String address = matcher.group("address");
    return new Input.Syslog(
        matcher.group("protocol").equals("tcp"),
        address == null ? "127.0.0.1" : address.replaceAll("[\\[\\]]", ""),
        Integer.parseInt(matcher.group("port")),
        naming);
  }
}

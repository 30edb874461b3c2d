package io.logtriage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.Map;

/**
 * What Elasticsearch's launcher tells its server on standard input: {@code ServerArgs} of
 * Elasticsearch 8.19 in Elasticsearch's own stream encoding.
 *
 * <p>Speaking it ourselves saves the launcher, a second Java process that costs a second at start
 * and stands between us and the server when it must be stopped.
 */
final class ServerArguments {
  private static final String SECRETS = "org.elasticsearch.common.settings.KeyStoreWrapper";
  private static final int SECRETS_FORMAT = 7;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private ServerArguments() {}

  static byte[] encode(Map<String, String> settings, Path configuration, Path logs) {
    ServerArguments arguments = new ServerArguments();
    arguments.flag(false); // daemonize
    arguments.flag(false); // quiet
    arguments.flag(false); // no pid file
    arguments.noSecrets();
    arguments.settings(settings);
    arguments.text(configuration.toString());
    arguments.text(logs.toString());
    return arguments.bytes.toByteArray();
  }

  private void noSecrets() {
    text(SECRETS);
    bytes.writeBytes(new byte[] {0, 0, 0, SECRETS_FORMAT});
    flag(false); // no password
    flag(false); // no encrypted bytes
    count(0);
    flag(false); // not closed
  }

  private void settings(Map<String, String> settings) {
    count(settings.size());
    settings.forEach(
        (name, value) -> {
          text(name);
          bytes.write(0); // the value is a string
          text(value);
        });
  }

  private void flag(boolean value) {
    bytes.write(value ? 1 : 0);
  }

  private void count(int value) {
    int rest = value;
    while (rest > 0x7f) {
      bytes.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes.write(rest);
  }

  /** Length in UTF-16 units; each unit as UTF-8 by itself, so surrogates take three bytes each. */
  private void text(String value) {
    count(value.length());
    for (int i = 0; i < value.length(); i++) {
      char unit = value.charAt(i);
      if (Character.isSurrogate(unit)) {
        bytes.write(0xe0 | (unit >> 12));
        bytes.write(0x80 | ((unit >> 6) & 0x3f));
        bytes.write(0x80 | (unit & 0x3f));
      } else {
        bytes.writeBytes(String.valueOf(unit).getBytes(UTF_8));
      }
    }
  }
}

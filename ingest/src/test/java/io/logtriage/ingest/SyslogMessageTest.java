package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyslogMessageTest {
  private static final long RECEIVED = 1_795_000_000_000L;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<187>Nov 22 10:00:01 web-1 nginx: 2026/11/22 10:00:01 [error] 7#7: *1 x|web-1|nginx|"
            + "Nov 22 10:00:01 web-1 nginx: |2026/11/22 10:00:01 [error] 7#7: *1 x",
        "<190>Nov  2 10:00:01 nginx: GET /|10.0.0.9|nginx|Nov  2 10:00:01 10.0.0.9 nginx: |GET /",
        "<14>gunicorn.app.gunicorn.error: [41] Booting worker|10.0.0.9|gunicorn.app.gunicorn.error|"
            + "2026-11-18T11:06:40Z 10.0.0.9 gunicorn.app.gunicorn.error: |[41] Booting worker",
        "<34>1 2026-11-22T10:00:01.003Z web-1 shop 812 ID47 - it failed|web-1|shop|"
            + "2026-11-22T10:00:01.003Z web-1 shop[812]: |it failed",
        "<34>1 - - shop - - [a b=\"x\\\"] y\"][c d=\"]\"] it failed|10.0.0.9|shop|"
            + "2026-11-18T11:06:40Z 10.0.0.9 shop: |it failed",
        "<13>2026-11-22T10:00:01+01:00 web-1 cron[9]: done|web-1|cron|"
            + "2026-11-22T10:00:01+01:00 web-1 cron[9]: |done",
        "<11>ERROR: no such table|10.0.0.9|syslog|2026-11-18T11:06:40Z 10.0.0.9 syslog: |"
            + "ERROR: no such table",
        "no priority at all|10.0.0.9|syslog|2026-11-18T11:06:40Z 10.0.0.9 syslog: |"
            + "no priority at all",
      })
  void isALineOfAFile(String message, String host, String tag, String head, String text) {
    SyslogMessage parsed = parse(message);

    assertThat(parsed.host()).isEqualTo(host);
    assertThat(parsed.tag()).isEqualTo(tag);
    assertThat(parsed.head().strip()).isEqualTo(head.strip());
    assertThat(new String(parsed.text(), UTF_8)).isEqualTo(text);
  }

  @Test
  void whatEndsAMessageIsNoPartOfIt() {
    assertThat(parse("<14>shop: hello\n\0").text()).isEqualTo("hello".getBytes(UTF_8));
    assertThat(parse("").text()).isEmpty();
  }

  private static SyslogMessage parse(String message) {
    byte[] bytes = message.getBytes(UTF_8);
    return SyslogMessage.parse(bytes, 0, bytes.length, "10.0.0.9", RECEIVED);
  }
}

package io.logtriage.patterns.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.patterns.wire.DeadLetter.Origin;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DeadLetterTest {
  private static final Origin RECORD = new Origin.TopicRecord("logs", 2, 41);

  @Test
  void isReadableJson() {
    DeadLetter letter =
        new DeadLetter(
            "no lines",
            RECORD,
            null,
            "hi".getBytes(UTF_8),
            List.of(WireHeader.text("a", "b")),
            1_000);
    assertThat(letter.encode())
        .asString(UTF_8)
        .isEqualTo(
            """
            {"time":"1970-01-01T00:00:01Z","reason":"no lines",\
            "origin":{"topic":"logs","partition":2,"offset":41},"truncated":false,\
            "key":null,"value":"aGk=","headers":[{"name":"a","value":"Yg=="}]}""");
    assertThat(letter.recordKey()).asString(UTF_8).isEqualTo("logs-2@41");
  }

  @Property
  void whatIsWrittenIsRead(@ForAll byte[] key, @ForAll byte[] value) {
    DeadLetter letter =
        new DeadLetter(
            "why",
            new Origin.Document("incidents-1", "id"),
            key,
            value,
            List.of(new WireHeader("h", value)),
            5);
    DeadLetter read = DeadLetter.decode(letter.encode());
    assertThat(read).usingRecursiveComparison().isEqualTo(letter);
  }

  @Test
  void valueOverTheBoundIsCutAndSaysSo() {
    byte[] huge = new byte[2 * DeadLetter.MAX_VALUE];
    DeadLetter letter = new DeadLetter("x".repeat(100_000), RECORD, huge, huge, List.of(), 0);
    DeadLetter read = DeadLetter.decode(letter.encode());
    assertThat(read.truncated()).isTrue();
    assertThat(read.value()).hasSize(DeadLetter.MAX_VALUE);
    assertThat(letter.encode().length).isLessThan(512 * 1024);
  }

  @Test
  void headersOverTheBoundAreLeftOutAndItSaysSo() {
    WireHeader large = new WireHeader("h", new byte[10_000]);
    DeadLetter letter = new DeadLetter("why", RECORD, null, null, List.of(large, large, large), 0);
    assertThat(letter.headers()).hasSize(1);
    assertThat(letter.truncated()).isTrue();
  }

  @Property
  void otherBytesAreRefused(@ForAll byte[] bytes) {
    assertThatThrownBy(() -> DeadLetter.decode(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("not a dead letter");
  }
}

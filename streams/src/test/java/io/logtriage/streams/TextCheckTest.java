package io.logtriage.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextCheckTest {
  private final TextCheck check = new TextCheck();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "plain words",
        "tabs\tand\tmore, one\nor two lines\r\n",
        "\u001b[31mred\u001b[0m",
        "größer als 5 – naïve",
        "a lost \u0001 byte in a line of some length",
      })
  void takesWhatPeopleWrite(String text) {
    assertThat(isText(text.getBytes(StandardCharsets.UTF_8))).isTrue();
  }

  @Test
  void refusesRandomBytesNulsAndSixteenBitText() {
    byte[] random = new byte[4_096];
    new Random(1).nextBytes(random);
    assertThat(isText(random)).isFalse();
    assertThat(isText(new byte[10])).isFalse();
    assertThat(isText("a line of text".getBytes(StandardCharsets.UTF_16LE))).isFalse();
  }

  @Test
  void countsNewlinesAndControlsAsALoopWould() {
    Random random = new Random(2);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(40)];
      random.nextBytes(bytes);
      check.read(bytes);
      int newlines = 0;
      int controls = 0;
      for (byte value : bytes) {
        if (value == '\n') {
          newlines++;
        } else if (value >= 0 && value < 32 && "\t\r\u001b".indexOf(value) < 0) {
          controls++;
        }
      }
      assertThat(check.newlines()).isEqualTo(newlines);
      assertThat(check.controls()).isEqualTo(controls);
    }
  }

  private boolean isText(byte[] bytes) {
    check.read(bytes);
    return check.isText();
  }
}

package io.logtriage.patterns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EventTextTest {

  @Test
  void cutsBetweenCharactersAndMarksIt() {
    byte[] bytes = "aé€😀b".repeat(3).getBytes(UTF_8);
    assertThat(EventText.head(bytes, 0, bytes.length, 12)).isEqualTo("aé€...");
    assertThat(EventText.head(bytes, 0, bytes.length, 33)).isEqualTo("aé€😀b".repeat(3));
  }

  @Test
  void replacesWhatNoJsonMayHold() {
    byte[] bytes = {'a', 0, (byte) 0xff, (byte) 0xed, (byte) 0xa0, (byte) 0x80, 'b'};
    assertThat(EventText.head(bytes, 0, bytes.length, 100))
        .startsWith("a\uFFFD\uFFFD")
        .endsWith("b")
        .doesNotContain("\0");
  }

  @Test
  void tailBeginsAtALine() {
    byte[] bytes = "first line\nsecond\nlast".getBytes(UTF_8);
    assertThat(EventText.tail(bytes, 0, bytes.length, 16)).isEqualTo("...\nsecond\nlast");
  }

  @Property
  void staysWithinTheBound(@ForAll byte[] bytes, @ForAll @IntRange(min = 3, max = 64) int limit) {
    String text = EventText.head(bytes, 0, bytes.length, limit);
    assertThat(text.getBytes(UTF_8).length).isLessThanOrEqualTo(limit);
    assertThat(new String(text.getBytes(UTF_8), UTF_8)).isEqualTo(text);
  }
}

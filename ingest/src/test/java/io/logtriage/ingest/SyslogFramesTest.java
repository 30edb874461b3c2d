package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.files.LineReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyslogFramesTest {

  @Test
  void countedAndEndedMessagesMayFollowEachOther() throws IOException {
    assertThat(frames("10 <14>a: b\nc<14>d: e\n7 <14>f:g<14>h: i\0" + "2026 is no count\n"))
        .containsExactly("<14>a: b\nc", "<14>d: e", "<14>f:g", "<14>h: i", "2026 is no count");
  }

  @Test
  void connectionThatBreaksOffEndsWithWhatCame() throws IOException {
    assertThat(frames("<14>a: b\n<14>half")).containsExactly("<14>a: b", "<14>half");
    assertThat(frames("99 <14>half")).containsExactly("<14>half");
  }

  @Test
  void messageOverTheLimitIsCutAndTheNextOneIsWhole() throws IOException {
    String tooLong = "<14>" + "x".repeat(LineReader.MAX_LINE);
    List<String> counted = frames(tooLong.length() + " " + tooLong + "<14>next\n");
    List<String> ended = frames(tooLong + "\n<14>next\n");

    assertThat(counted).hasSize(2).last().isEqualTo("<14>next");
    assertThat(counted.get(0)).hasSize(LineReader.MAX_LINE);
    assertThat(ended).isEqualTo(counted);
  }

  private static List<String> frames(String bytes) throws IOException {
    SyslogFrames frames = new SyslogFrames(new ByteArrayInputStream(bytes.getBytes(UTF_8)));
    List<String> messages = new ArrayList<>();
    byte[] message = frames.next();
    while (message != null) {
      messages.add(new String(message, UTF_8));
      message = frames.next();
    }
    return messages;
  }
}

package io.logtriage.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.SourceNaming;

/** Hands messages of syslog over, each to the source of its host and program. */
final class SyslogSources {
  /** Anybody may send any name; beyond this many, a message goes to the listener's own source. */
  private static final int MOST = 256;

  private final SourceNaming naming;

  SyslogSources(SourceNaming naming) {
    this.naming = naming;
  }

  void accept(Intake intake, byte[] bytes, int length, boolean cut, String sender)
      throws InterruptedException {
    SyslogMessage message =
        SyslogMessage.parse(bytes, 0, length, sender, System.currentTimeMillis());
    byte[] text = message.text();
    byte[] head = message.head().getBytes(UTF_8);
    Source source = source(intake, message);
    int from = 0;
    while (from < text.length) {
      int to = from;
      while (to < text.length && text[to] != '\n') {
        to++;
      }
      byte[] line = new byte[head.length + to - from];
      System.arraycopy(head, 0, line, 0, head.length);
      System.arraycopy(text, from, line, head.length, to - from);
      intake.line(source, line, 0, line.length, cut && to == text.length);
      from = to + 1;
    }
  }

  private Source source(Intake intake, SyslogMessage message) {
    Source source =
        new SourceNaming(
                message.host(),
                naming.deployment(),
                naming.service(),
                null,
                naming.zone(),
                naming.format())
            .named("syslog/" + message.tag());
    return intake.sources() < MOST || intake.knows(source) ? source : naming.named("syslog");
  }
}

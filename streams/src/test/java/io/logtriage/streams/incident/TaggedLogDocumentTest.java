package io.logtriage.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Finding;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TaggedLogDocumentTest {
  private final TaggedLogDocument documents = new TaggedLogDocument(Symptoms.CATALOGUE);

  @Test
  void isExactlyThis() {
    Finding finding = Findings.ofProcess("timeout", 0, "17");
    TaggedEvent event = new TaggedEvent("shop", finding, finding.samples().get(0), "0123");

    assertThat(new String(documents.toBytes(event), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"@timestamp":"2026-09-21T14:13:20Z",\
            "event":{"id":"ID","kind":"event","category":["process"],"severity":7,\
            "dataset":"gunicorn.error"},\
            "rule":{"id":"timeout","name":"Title of timeout",\
            "reference":"SysAdmin Troubleshooting Guide 1.2"},\
            "host":{"name":"web-1"},"service":{"name":"maeser"},"labels":{"deployment":"shop"},\
            "message":"timeout at 0","tags":["timeout","guide-1.2"],\
            "log":{"file":{"path":"/var/log/app.log"},"offset":0},"process":{"pid":17},\
            "incident":{"id":"0123","fields":{}}}"""
                .replace("ID", finding.id()));
    assertThat(TaggedLogDocument.id(event)).isEqualTo(finding.id() + "-timeout");
  }

  @Test
  void anEventThatIsHeldHasNoIncident() {
    Finding finding = Findings.of("noise", 0);
    TaggedEvent event = new TaggedEvent("shop", finding, finding.samples().get(0), "");

    assertThat(new String(documents.toBytes(event), StandardCharsets.UTF_8))
        .contains("\"incident\":{\"fields\":{}}");
  }
}

package io.logtriage.app.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  private static final Links LINKS = new Links("http://kibana/#/{id}?from:{from},to:{to}");

  @Test
  void aLinkCarriesTheIncidentsIdAndTime() throws IOException {
    Notice open = Notice.of(Incidents.open("a").document(), 1);
    Notice resolved = Notice.of(Incidents.open("a").resolved().document(), 2);

    assertThat(LINKS.to(open)).contains("http://kibana/#/a?from:2026-11-22T15:12:00Z,to:now");
    assertThat(LINKS.to(resolved))
        .contains("http://kibana/#/a?from:2026-11-22T15:12:00Z,to:2026-11-22T15:35:00Z");
  }

  @Test
  void withoutATemplateThereIsNoLink() throws IOException {
    assertThat(new Links(null).to(Notice.of(Incidents.open("a").document(), 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://kibana", "kibana/{id}", "http://ki bana/{id}"})
  void whatIsNoLinkIsRefused(String template) {
    assertThatThrownBy(() -> new Links(template)).hasMessageContaining("expected one like");
  }
}

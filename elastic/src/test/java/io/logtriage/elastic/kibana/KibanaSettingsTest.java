package io.logtriage.elastic.kibana;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.elastic.IndexNames;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KibanaSettingsTest {
  @ParameterizedTest
  @CsvSource({
    "kibana:5601, no Kibana address",
    "ftp://kibana, no Kibana address",
    "'http://kibana 5601', no Kibana address",
    "http://me:canary@kibana:5601, holds a user or password",
    "http://kibana:5601/app/home, the address of a page",
    "http://kibana:5601/s/ops/app/home, the address of a page",
  })
  void otherAddressesAreRefusedWithoutTheirSecrets(String address, String expected) {
    assertThatThrownBy(() -> KibanaSettings.of(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("canary");
  }

  @Test
  void whatIsNoIdOfASpaceIsRefused() {
    assertThatThrownBy(() -> KibanaSettings.of("http://kibana:5601").inSpace("My Space"))
        .hasMessageContaining("'My Space' is no id of a space");
  }

  @Test
  void aLinkToAnIncidentCarriesItsIdAndTime() {
    KibanaSettings settings = KibanaSettings.of("https://kibana.example/base/").inSpace("ops");

    assertThat(
            new KibanaLinks(settings, new IndexNames(""))
                .incident(
                    "0123abcd",
                    Instant.parse("2026-11-22T10:00:00Z"),
                    Instant.parse("2026-11-22T10:30:00Z")))
        .isEqualTo(
            "https://kibana.example/base/s/ops/app/dashboards#/view/ops-logtriage-around-an-incident"
                + "?_g=(time:(from:%272026-11-22T09:55:00Z%27,to:%272026-11-22T10:35:00Z%27))"
                + "&_a=(query:(language:kuery,query:%27incident.id:0123abcd%27))");
  }

  @Test
  void theDashboardOfIncidentsHasAnAddressOfItsOwnForEachPrefix() {
    KibanaSettings settings = KibanaSettings.of("http://kibana:5601").inSpace("default");

    assertThat(new KibanaLinks(settings, new IndexNames("qa-")).incidents())
        .isEqualTo("http://kibana:5601/app/dashboards#/view/qa-logtriage-incidents-dashboard");
  }
}

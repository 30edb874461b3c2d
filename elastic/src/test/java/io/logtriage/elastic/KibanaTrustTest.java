package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.elastic.kibana.KibanaSettings;
import io.logtriage.elastic.kibana.KibanaSetup;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is no Kibana, or is not trusted; asked over the HTTPS of a real Elasticsearch. */
@ExtendWith(Servers.Shared.class)
class KibanaTrustTest {
  private final KibanaSettings elasticsearch;
  private final Servers servers;

  KibanaTrustTest(Servers servers) {
    this.servers = servers;
    this.elasticsearch =
        KibanaSettings.of(servers.elasticsearchUrl())
            .with(Credentials.password("admin", "only-for-tests"));
  }

  @Test
  void elasticsearchsAddressIsNotTakenForKibanas() {
    assertThatThrownBy(
            () -> importInto(elasticsearch.withCertificateAuthority(servers.certificate())))
        .hasMessageContaining(servers.elasticsearchUrl() + " is Elasticsearch, not Kibana");
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsToldAtOnce() {
    assertThatThrownBy(() -> importInto(elasticsearch))
        .hasMessageContaining("no trust in Kibana at " + servers.elasticsearchUrl());
  }

  private static void importInto(KibanaSettings settings) {
    new KibanaSetup(settings)
        .importObjects(new IndexNames(""), Duration.ofMinutes(1), waiting -> {});
  }
}

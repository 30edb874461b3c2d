package io.logtriage.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElasticsearchSettingsTest {

  @Test
  void withoutAnythingSaidItIsThisMachine() {
    assertThat(ElasticsearchSettings.fromEnvironment(Map.of()))
        .isEqualTo(ElasticsearchSettings.of("http://127.0.0.1:9200"));
  }

  @Test
  void severalAddressesAreOneCluster() {
    assertThat(ElasticsearchSettings.of("https://a:9200/es, https://b:9200/es").addresses())
        .containsExactly(URI.create("https://a:9200/es"), URI.create("https://b:9200/es"));
  }

  @Test
  void aSecretComesFromAFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "c2VjcmV0\n");

    ElasticsearchSettings settings =
        ElasticsearchSettings.fromEnvironment(
            Map.of("LOGTRIAGE_ELASTIC_API_KEY_FILE", file.toString()));

    assertThat(settings.credentials().authorization()).contains("ApiKey c2VjcmV0");
  }

  @Test
  void noSecretIsPrinted() {
    assertThat(ElasticsearchSettings.of("http://a").with(Credentials.password("u", "canary")))
        .asString()
        .contains("user u")
        .doesNotContain("canary");
    assertThat(Credentials.apiKey("canary")).asString().doesNotContain("canary");
    assertThatThrownBy(() -> ElasticsearchSettings.of("http://u:canary@host:9200"))
        .hasMessageContaining("LOGTRIAGE_ELASTIC_PASSWORD")
        .message()
        .doesNotContain("canary");
  }

  @Test
  void aUserWithoutPasswordIsHalfGiven() {
    assertThatThrownBy(
            () -> ElasticsearchSettings.fromEnvironment(Map.of("LOGTRIAGE_ELASTIC_USER", "u")))
        .hasMessageContaining("belong together");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:9200", "ftp://host", "http://", "http://a b", "http://a,"})
  void whatIsNoAddressIsRefusedWithAnExample(String address) {
    assertThatThrownBy(() -> ElasticsearchSettings.of(address))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http://127.0.0.1:9200");
  }

  @Test
  void aCertificateAuthorityWithoutCertificateIsRefused(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("ca.pem"));
    ElasticsearchSettings settings =
        ElasticsearchSettings.of("https://a").withCertificateAuthority(empty);

    assertThatThrownBy(() -> ElasticsearchConnection.open(settings))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ca.pem");
  }
}

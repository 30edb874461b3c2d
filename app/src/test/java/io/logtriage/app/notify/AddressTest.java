package io.logtriage.app.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
  @Test
  void printsNothingThatMayBeSecret() {
    Address address = Address.of("https://ops:pass@hooks.example:8443/T0/s3cret?k=v", "t0ken");

    assertThat(address).hasToString("https://hooks.example:8443");
    assertThat(address.hide("POST /T0/s3cret?k=v by ops:pass with t0ken"))
        .doesNotContain("s3cret", "k=v", "pass", "t0ken");
    assertThat(address.uri().toString()).isEqualTo("https://hooks.example:8443/T0/s3cret?k=v");
  }

  @Test
  void tokenOrElseUserAuthorizes() {
    assertThat(Address.of("http://a", "t").authorization()).contains("Bearer t");
    assertThat(Address.of("http://u:p@a", null).authorization()).contains("Basic dTpw");
    assertThat(Address.of("http://a", null).authorization()).isEmpty();
  }

  @Test
  void aPathIsAddedToTheOneThatIsThere() {
    assertThat(Address.of("http://a:9093", null).at("/api/v2/alerts").uri())
        .hasToString("http://a:9093/api/v2/alerts");
    assertThat(Address.of("http://a/am/", null).at("/api/v2/alerts").uri())
        .hasToString("http://a/am/api/v2/alerts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hooks.example/s3cret", "ftp://a/s3cret", "https:///s3cret", "ht tp"})
  void whatIsNoAddressIsRefusedWithoutBeingShown(String text) {
    assertThatThrownBy(() -> Address.of(text, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://")
        .hasMessageNotContaining("s3cret");
  }
}

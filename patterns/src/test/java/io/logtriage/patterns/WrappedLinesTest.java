package io.logtriage.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** nginx's long lines break when they are pasted. */
class WrappedLinesTest {
  @Test
  void partsOfABrokenLineAreJoinedUntilTheClient() {
    assertThat(
            Lines.symptoms(
                "nginx-1 | 2026/03/02 09:00:00 [error] 7#7: *1 SSL_do_handshake() failed",
                "(SSL: error:0A00010B:SSL routines::wrong version number)",
                "while SSL handshaking to upstream, client: 192.0.2.7, server: shop.example",
                "nginx: [emerg] bind() to 0.0.0.0:80 failed (98: Address already in use)"))
        .contains("tls-certificate", "address-in-use");
    assertThat(
            Lines.symptoms(
                "> 2026/03/02 09:00:00 [error] 7#7: *1 open()",
                "> \"/srv/shop/static/shop.js\" failed (2: No such file or directory), client:",
                "> 192.0.2.7, server: shop.example"))
        .containsExactly("static-not-found");
  }

  @Test
  void wholeLineEndsAtOnce() {
    assertThat(
            Lines.symptoms(
                "2026/03/02 09:00:00 [error] 7#7: *1 no live upstreams while connecting to upstream, client: 192.0.2.7",
                "PermissionError: [Errno 13] Permission denied: '/srv/shop'"))
        .containsExactly("bad-gateway", "permission-denied");
  }
}

package io.logtriage.patterns.redact;

import java.util.List;

/** What a secret may stand behind. */
enum Trigger {
  /** Credentials before the {@code @} of a URL. */
  URL,
  /** The value of a key whose name says that it is secret. */
  KEY,
  /** A header's whole value. */
  HEADER,
  /** The word behind this one. */
  BEARER,
  /** A JSON web token: base64 of an object's beginning. */
  WEB_TOKEN,
  /** An access key id of AWS. */
  AWS_KEY,
  /** The rest of the line that begins a private key. */
  PRIVATE_KEY;

  /** The words, in lower case, that are looked for in any case. */
  List<String> words() {
    return switch (this) {
      case URL -> List.of("://");
      case KEY ->
          List.of(
              "password",
              "passwd",
              "passphrase",
              "pwd",
              "secret",
              "secretkey",
              "token",
              "api_key",
              "api-key",
              "apikey",
              "access_key",
              "access-key",
              "accesskey",
              "private_key",
              "private-key");
      case HEADER -> List.of("authorization", "cookie");
      case BEARER -> List.of("bearer");
      case WEB_TOKEN -> List.of("eyj");
      case AWS_KEY -> List.of("akia", "asia");
      case PRIVATE_KEY -> List.of("private key-----");
    };
  }
}

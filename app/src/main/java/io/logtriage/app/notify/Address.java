package io.logtriage.app.notify;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a receiver listens. Path, query and user of it may be secret, as those of Slack's webhooks
 * are: it prints as scheme, host and port.
 */
public final class Address {
  private final URI uri;
  private final @Nullable String token;

  private Address(URI uri, @Nullable String token) {
    this.uri = uri;
    this.token = token;
  }

  /**
   * Checks an address.
   *
   * @param token sent as {@code Authorization: Bearer}, null for none
   * @throws IllegalArgumentException when it is no http address; the message does not show it
   */
  public static Address of(String text, @Nullable String token) {
    try {
      URI uri = new URI(text.strip());
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null) {
        return new Address(uri, token == null ? null : checked(token.strip()));
      }
    } catch (URISyntaxException e) {
      // Its message would show the address.
      throw unusable();
    }
    throw unusable();
  }

  private static IllegalArgumentException unusable() {
    return new IllegalArgumentException(
        "the address (not shown, it may hold a secret) is none like https://host:port/path");
  }

  private static String checked(String token) {
    if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException(
          "the bearer token is empty or has blanks or control characters in it");
    }
    return token;
  }

  Address at(String path) {
    String base = uri.getRawPath() == null ? "" : uri.getRawPath().replaceFirst("/+$", "");
    return new Address(uri.resolve((base + path).isEmpty() ? "/" : base + path), token);
  }

  /** Without user and password, which travel as a header. */
  URI uri() {
    if (uri.getRawUserInfo() == null) {
      return uri;
    }
    return URI.create(uri.toString().replace(uri.getRawUserInfo() + "@", ""));
  }

  Optional<String> authorization() {
    if (token != null) {
      return Optional.of("Bearer " + token);
    }
    return Optional.ofNullable(uri.getUserInfo())
        .map(user -> user.getBytes(StandardCharsets.UTF_8))
        .map(user -> "Basic " + Base64.getEncoder().encodeToString(user));
  }

  /** What a server said, without what is secret in our address, should it repeat that. */
  String hide(String text) {
    String hidden = text;
    for (String secret :
        new String[] {token, uri.getRawUserInfo(), uri.getRawQuery(), uri.getRawPath()}) {
      if (secret != null && secret.length() > 1) {
        hidden = hidden.replace(secret, "***");
      }
    }
    return hidden;
  }

  @Override
  public String toString() {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}

package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Who we are to Elasticsearch. Nothing here shows a secret when it is printed. */
public sealed interface Credentials {

  /** The value of the Authorization header, empty without credentials. */
  Optional<String> authorization();

  /** A cluster without security. */
  static Credentials none() {
    return new None();
  }

  /**
   * A key made for us, with the rights we need and no others.
   *
   * @param encoded the API key as Elasticsearch returns it in {@code encoded}
   */
  static Credentials apiKey(String encoded) {
    return new ApiKey(encoded);
  }

  static Credentials password(String user, String password) {
    return new Password(user, password);
  }

  /** No credentials. */
  record None() implements Credentials {
    @Override
    public Optional<String> authorization() {
      return Optional.empty();
    }
  }

  /** An API key. */
  record ApiKey(String encoded) implements Credentials {
    public ApiKey {
      requireNonNull(encoded, "encoded is null");
    }

    @Override
    public Optional<String> authorization() {
      return Optional.of("ApiKey " + encoded);
    }

    @Override
    public String toString() {
      return "API key";
    }
  }

  /** A user and a password. */
  record Password(String user, String password) implements Credentials {
    public Password {
      requireNonNull(user, "user is null");
      requireNonNull(password, "password is null");
    }

    @Override
    public Optional<String> authorization() {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    @Override
    public String toString() {
      return "user " + user;
    }
  }
}

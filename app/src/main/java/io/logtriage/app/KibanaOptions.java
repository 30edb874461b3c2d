package io.logtriage.app;

import io.logtriage.elastic.Credentials;
import io.logtriage.elastic.kibana.KibanaSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How to reach Kibana. It asks Elasticsearch who a user is, so without credentials of its own it
 * gets those for Elasticsearch. Secrets as in {@link ElasticOptions}: {@code
 * LOGTRIAGE_KIBANA_PASSWORD}, {@code LOGTRIAGE_KIBANA_API_KEY}, or files.
 */
final class KibanaOptions {
  @Option(
      names = "--kibana",
      paramLabel = "URL",
      description = "Kibana's address; without it nothing is put there.")
  @Nullable String address;

  @Option(
      names = "--kibana-space",
      paramLabel = "ID",
      description = "Kibana space (default: the default space).")
  @Nullable String space;

  @Option(
      names = "--kibana-user",
      paramLabel = "NAME",
      description =
          "User, where it is another than Elasticsearch's; the password comes from"
              + " LOGTRIAGE_KIBANA_PASSWORD or a file.")
  @Nullable String user;

  @Option(
      names = "--kibana-password-file",
      paramLabel = "FILE",
      description = "File that holds the password.")
  @Nullable Path passwordFile;

  @Option(
      names = "--kibana-api-key-file",
      paramLabel = "FILE",
      description = "File that holds an API key (or LOGTRIAGE_KIBANA_API_KEY).")
  @Nullable Path apiKeyFile;

  @Option(
      names = "--kibana-ca",
      paramLabel = "FILE",
      description = "PEM file of the authority that signed Kibana's certificate.")
  @Nullable Path authority;

  /**
   * What was given.
   *
   * @param elasticsearch who we are to Elasticsearch
   * @return empty when no address was given
   */
  Optional<KibanaSettings> settings(Credentials elasticsearch, Map<String, String> environment) {
    if (address == null) {
      if (space != null) {
        throw new WrongUsage("--kibana-space without --kibana: give Kibana's address, too");
      }
      return Optional.empty();
    }
    return Optional.of(
        KibanaSettings.of(address)
            .inSpace(space)
            .with(credentials(environment).orElse(elasticsearch))
            .withCertificateAuthority(authority));
  }

  private Optional<Credentials> credentials(Map<String, String> environment) {
    String key = secret(apiKeyFile, environment.get("LOGTRIAGE_KIBANA_API_KEY"));
    if (key != null) {
      return Optional.of(Credentials.apiKey(key));
    }
    String password = secret(passwordFile, environment.get("LOGTRIAGE_KIBANA_PASSWORD"));
    if ((user == null) != (password == null)) {
      throw new CommandFailure(
          "--kibana-user and LOGTRIAGE_KIBANA_PASSWORD (or --kibana-password-file) belong together:"
              + " only one is set");
    }
    return user == null || password == null
        ? Optional.empty()
        : Optional.of(Credentials.password(user, password));
  }

  private static @Nullable String secret(@Nullable Path file, @Nullable String given) {
    if (file == null) {
      return given;
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException unreadable) {
      throw new CommandFailure("cannot read " + file + ": " + unreadable, unreadable);
    }
  }
}

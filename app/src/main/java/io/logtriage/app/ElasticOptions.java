package io.logtriage.app;

import io.logtriage.elastic.ElasticsearchSettings;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * How to reach Elasticsearch. Secrets come from the environment ({@code
 * LOGTRIAGE_ELASTIC_PASSWORD}, {@code LOGTRIAGE_ELASTIC_API_KEY}) or from files, never from the
 * command line, which other users of the machine can read.
 */
final class ElasticOptions {
  @Option(
      names = "--elastic",
      paramLabel = "URL",
      defaultValue = ElasticsearchSettings.DEFAULT_ADDRESS,
      description = "Elasticsearch's address (default: ${DEFAULT-VALUE}).")
  String address = ElasticsearchSettings.DEFAULT_ADDRESS;

  @Option(
      names = "--elastic-user",
      paramLabel = "NAME",
      description = "User; the password comes from LOGTRIAGE_ELASTIC_PASSWORD or a file.")
  @Nullable String user;

  @Option(
      names = "--elastic-password-file",
      paramLabel = "FILE",
      description = "File that holds the password.")
  @Nullable String passwordFile;

  @Option(
      names = "--elastic-api-key-file",
      paramLabel = "FILE",
      description = "File that holds an API key (or LOGTRIAGE_ELASTIC_API_KEY).")
  @Nullable String apiKeyFile;

  @Option(
      names = "--elastic-ca",
      paramLabel = "FILE",
      description = "PEM file of the authority that signed Elasticsearch's certificate.")
  @Nullable String authority;

  ElasticsearchSettings settings() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put("LOGTRIAGE_ELASTIC", address);
    putIfGiven(environment, "LOGTRIAGE_ELASTIC_USER", user);
    putIfGiven(environment, "LOGTRIAGE_ELASTIC_PASSWORD_FILE", passwordFile);
    putIfGiven(environment, "LOGTRIAGE_ELASTIC_API_KEY_FILE", apiKeyFile);
    putIfGiven(environment, "LOGTRIAGE_ELASTIC_CA", authority);
    try {
      return ElasticsearchSettings.fromEnvironment(environment);
    } catch (IllegalArgumentException unusable) {
      throw new CommandFailure(unusable.getMessage(), unusable);
    }
  }

  private static void putIfGiven(
      Map<String, String> environment, String name, @Nullable String value) {
    if (value != null) {
      environment.put(name, value);
    }
  }
}

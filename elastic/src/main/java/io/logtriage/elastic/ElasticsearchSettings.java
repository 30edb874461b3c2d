package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Elasticsearch.
 *
 * @param addresses http or https; all of one cluster, with the same path
 * @param certificateAuthority PEM file that signs the cluster's certificates, null for the JDK's
 *     own
 */
public record ElasticsearchSettings(
    List<URI> addresses, Credentials credentials, @Nullable Path certificateAuthority) {

  /** Where Elasticsearch listens when nobody says otherwise. */
  public static final String DEFAULT_ADDRESS = "http://127.0.0.1:9200";

  public ElasticsearchSettings {
    addresses = List.copyOf(addresses);
    requireNonNull(credentials, "credentials is null");
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("no Elasticsearch address, expected " + DEFAULT_ADDRESS);
    }
    addresses.forEach(ElasticsearchSettings::check);
  }

  /**
   * A cluster without security.
   *
   * @param addresses one address, or several with commas between
   */
  public static ElasticsearchSettings of(String addresses) {
    List<URI> parsed = new ArrayList<>();
    for (String address : addresses.split(",", -1)) {
      try {
        parsed.add(new URI(address.strip()));
      } catch (URISyntaxException e) {
        throw unusable(address, e);
      }
    }
    return new ElasticsearchSettings(parsed, Credentials.none(), null);
  }

  /**
   * Reads {@code LOGTRIAGE_ELASTIC} (addresses), {@code LOGTRIAGE_ELASTIC_API_KEY}, {@code
   * LOGTRIAGE_ELASTIC_USER} and {@code LOGTRIAGE_ELASTIC_PASSWORD}, {@code LOGTRIAGE_ELASTIC_CA}
   * (file). A secret may also stand in a file: {@code LOGTRIAGE_ELASTIC_API_KEY_FILE}, {@code
   * LOGTRIAGE_ELASTIC_PASSWORD_FILE}.
   *
   * @throws IllegalArgumentException when something is half given or a file cannot be read
   */
  public static ElasticsearchSettings fromEnvironment(Map<String, String> environment) {
    ElasticsearchSettings settings =
        of(environment.getOrDefault("LOGTRIAGE_ELASTIC", DEFAULT_ADDRESS));
    String key = secret(environment, "LOGTRIAGE_ELASTIC_API_KEY");
    String user = environment.get("LOGTRIAGE_ELASTIC_USER");
    String password = secret(environment, "LOGTRIAGE_ELASTIC_PASSWORD");
    String authority = environment.get("LOGTRIAGE_ELASTIC_CA");
    if ((user == null) != (password == null)) {
      throw new IllegalArgumentException(
          "LOGTRIAGE_ELASTIC_USER and LOGTRIAGE_ELASTIC_PASSWORD (or ..._PASSWORD_FILE) belong"
              + " together: only one is set");
    }
    if (key != null) {
      settings = settings.with(Credentials.apiKey(key));
    } else if (user != null && password != null) {
      settings = settings.with(Credentials.password(user, password));
    }
    return authority == null ? settings : settings.withCertificateAuthority(Path.of(authority));
  }

  public ElasticsearchSettings with(Credentials newCredentials) {
    return new ElasticsearchSettings(addresses, newCredentials, certificateAuthority);
  }

  public ElasticsearchSettings withCertificateAuthority(Path pem) {
    return new ElasticsearchSettings(addresses, credentials, pem);
  }

  /** The addresses as one word for messages. */
  String where() {
    return addresses.stream().map(URI::toString).collect(Collectors.joining(","));
  }

  private static void check(URI address) {
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw unusable(address.toString(), null);
    }
    if (address.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the Elasticsearch address for "
              + address.getHost()
              + " holds a user or password: give them as LOGTRIAGE_ELASTIC_USER and"
              + " LOGTRIAGE_ELASTIC_PASSWORD, so that no message shows them");
    }
  }

  private static IllegalArgumentException unusable(String address, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'" + address + "' is no Elasticsearch address, expected one like " + DEFAULT_ADDRESS,
        cause);
  }

  private static @Nullable String secret(Map<String, String> environment, String name) {
    String file = environment.get(name + "_FILE");
    if (file == null) {
      return environment.get(name);
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException(name + "_FILE: cannot read " + file, e);
    }
  }
}

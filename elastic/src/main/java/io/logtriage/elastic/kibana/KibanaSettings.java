package io.logtriage.elastic.kibana;

import static java.util.Objects.requireNonNull;

import io.logtriage.elastic.Credentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kibana.
 *
 * @param address http or https, with the base path that Kibana is configured with, if any
 * @param space id of a space, null for the default one
 * @param certificateAuthority PEM file that signs Kibana's certificate, null for the JDK's own
 */
public record KibanaSettings(
    URI address,
    @Nullable String space,
    Credentials credentials,
    @Nullable Path certificateAuthority) {
  static final String DEFAULT_SPACE = "default";

  private static final String EXAMPLE = "http://127.0.0.1:5601";
  private static final Pattern SPACE = Pattern.compile("[a-z0-9_-]{1,255}");

  public KibanaSettings {
    requireNonNull(credentials, "credentials is null");
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null) {
      throw unusable(address.toString(), null);
    }
    if (address.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the Kibana address for "
              + address.getHost()
              + " holds a user or password: give them apart from it, so that no message shows them");
    }
    if (address.getPath().contains("/app/") || address.getPath().contains("/s/")) {
      throw new IllegalArgumentException(
          "'"
              + address
              + "' is the address of a page: expected Kibana's own, like "
              + EXAMPLE
              + ", and a space apart from it");
    }
    if (space != null && !SPACE.matcher(space).matches()) {
      throw new IllegalArgumentException(
          "'" + space + "' is no id of a space, expected a-z 0-9 _ - as in its address");
    }
  }

  /** A Kibana without security, its default space. */
  public static KibanaSettings of(String address) {
    try {
      return new KibanaSettings(new URI(address.strip()), null, Credentials.none(), null);
    } catch (URISyntaxException e) {
      throw unusable(address, e);
    }
  }

  public KibanaSettings inSpace(@Nullable String id) {
    return new KibanaSettings(address, id, credentials, certificateAuthority);
  }

  public KibanaSettings with(Credentials newCredentials) {
    return new KibanaSettings(address, space, newCredentials, certificateAuthority);
  }

  public KibanaSettings withCertificateAuthority(@Nullable Path pem) {
    return new KibanaSettings(address, space, credentials, pem);
  }

  /** What every address begins with, without a slash at the end. */
  String root() {
    return address.toString().replaceFirst("/+$", "");
  }

  /** What every address within the space begins with. */
  String base() {
    return space == null || space.equals(DEFAULT_SPACE) ? root() : root() + "/s/" + space;
  }

  private static IllegalArgumentException unusable(String address, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "'" + address + "' is no Kibana address, expected one like " + EXAMPLE, cause);
  }
}

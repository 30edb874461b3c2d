package io.logtriage.elastic;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** Builds the HTTP client that everything else stands on. */
final class RestClients {
  private static final int CONNECT_MILLIS = 5_000;

  /** Longer than a busy cluster needs for a full bulk request. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private RestClients() {}

  static RestClient build(ElasticsearchSettings settings) {
    return build(settings, ANSWER);
  }

  /**
   * @param patience with a server that has taken a request and does not answer
   */
  static RestClient build(ElasticsearchSettings settings, Duration patience) {
    HttpHost[] hosts =
        settings.addresses().stream().map(RestClients::host).toArray(HttpHost[]::new);
    RestClientBuilder builder =
        RestClient.builder(hosts)
            .setRequestConfigCallback(
                config ->
                    config
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setSocketTimeout((int) patience.toMillis()));
    String path = settings.addresses().get(0).getPath();
    if (path != null && !path.isEmpty() && !path.equals("/")) {
      builder.setPathPrefix(path);
    }
    settings
        .credentials()
        .authorization()
        .ifPresent(
            value ->
                builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", value)}));
    Path authority = settings.certificateAuthority();
    if (authority != null) {
      SSLContext context = CertificateAuthority.trusting(authority);
      builder.setHttpClientConfigCallback(http -> http.setSSLContext(context));
    }
    return builder.build();
  }

  private static HttpHost host(URI address) {
    int port = address.getPort() >= 0 ? address.getPort() : defaultPort(address);
    return new HttpHost(address.getHost(), port, address.getScheme());
  }

  private static int defaultPort(URI address) {
    return address.getScheme().equals("https") ? 443 : 80;
  }
}

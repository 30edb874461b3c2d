package io.logtriage.elastic;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.message.BasicHeader;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;

/** Builds the HTTP client that everything else stands on. */
final class RestClients {
  private static final int CONNECT_MILLIS = 5_000;

  /** Longer than a busy cluster needs for a full bulk request. */
  private static final int ANSWER_MILLIS = 60_000;

  private RestClients() {}

  static RestClient build(ElasticsearchSettings settings) {
    HttpHost[] hosts =
        settings.addresses().stream().map(RestClients::host).toArray(HttpHost[]::new);
    RestClientBuilder builder =
        RestClient.builder(hosts)
            .setRequestConfigCallback(
                config -> config.setConnectTimeout(CONNECT_MILLIS).setSocketTimeout(ANSWER_MILLIS));
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
      SSLContext context = trusting(authority);
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

  private static SSLContext trusting(Path pem) {
    try (InputStream in = Files.newInputStream(pem)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, certificate);
      }
      if (count == 0) {
        throw new GeneralSecurityException("it holds no certificate");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot use " + pem + " as certificate authority, expected a PEM file: " + e.getMessage(),
          e);
    }
  }
}

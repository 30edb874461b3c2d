package io.logtriage.elastic;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts the authorities in a PEM file, as it is at each new connection: one that was renewed needs
 * no restart. One that has expired is not trusted, which the JDK itself does not look at.
 */
final class AuthorityFile extends X509ExtendedTrustManager {
  private final Path pem;
  private volatile Authorities authorities;

  /** What the file held when it was last changed. */
  private record Authorities(FileTime changed, X509ExtendedTrustManager trust, String expired) {}

  /**
   * @throws IllegalArgumentException when the file cannot be read, or holds no certificate
   */
  AuthorityFile(Path pem) {
    this.pem = pem;
    try {
      this.authorities = read(pem);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "cannot use " + pem + " as certificate authority, expected a PEM file: " + e.getMessage(),
          e);
    }
  }

  private static Authorities read(Path pem) throws IOException, GeneralSecurityException {
    FileTime changed = Files.getLastModifiedTime(pem);
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    String expired = "";
    int count = 0;
    try (InputStream in = Files.newInputStream(pem)) {
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        count++;
        X509Certificate authority = (X509Certificate) certificate;
        Instant end = authority.getNotAfter().toInstant();
        if (end.isBefore(Instant.now())) {
          expired = authority.getSubjectX500Principal() + " expired on " + end;
        } else {
          store.setCertificateEntry("authority-" + count, authority);
        }
      }
    }
    if (count == 0) {
      throw new CertificateException("it holds no certificate");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509ExtendedTrustManager trust) {
        return new Authorities(changed, trust, store.size() == 0 ? expired : "");
      }
    }
    throw new CertificateException("this JDK has no X.509 trust manager");
  }

  /** The file as it is now; as it was, while someone writes it. */
  private X509ExtendedTrustManager trust() throws CertificateException {
    Authorities now = authorities;
    try {
      if (!Files.getLastModifiedTime(pem).equals(now.changed())) {
        now = read(pem);
        authorities = now;
      }
    } catch (IOException | GeneralSecurityException e) {
      now = authorities;
    }
    if (!now.expired().isEmpty()) {
      throw new CertificateException(
          "certificate authority " + now.expired() + "; put the renewed one into " + pem);
    }
    return requireNonNull(now.trust());
  }

  private CertificateException explained(CertificateException e) {
    return new CertificateException(
        "the server's certificate is not trusted by " + pem + ": " + e.getMessage(), e);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    X509ExtendedTrustManager trust = trust();
    try {
      trust.checkServerTrusted(chain, type, engine);
    } catch (CertificateException e) {
      throw explained(e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    X509ExtendedTrustManager trust = trust();
    try {
      trust.checkServerTrusted(chain, type, socket);
    } catch (CertificateException e) {
      throw explained(e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    X509ExtendedTrustManager trust = trust();
    try {
      trust.checkServerTrusted(chain, type);
    } catch (CertificateException e) {
      throw explained(e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this is a client");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return authorities.trust().getAcceptedIssuers();
  }
}

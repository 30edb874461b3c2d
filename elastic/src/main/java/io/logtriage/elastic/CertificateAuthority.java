package io.logtriage.elastic;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Trust in servers whose certificates an authority of one's own has signed. */
public final class CertificateAuthority {
  private CertificateAuthority() {}

  /**
   * Reads the file, and again when it is another one later.
   *
   * @param pem one or more certificates; no other is trusted
   * @throws IllegalArgumentException when the file holds none
   */
  public static SSLContext trusting(Path pem) {
    AuthorityFile authority = new AuthorityFile(pem);
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {authority}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has TLS", e);
    }
  }
}

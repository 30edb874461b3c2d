package io.logtriage.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority made for this process, and the certificate of a server on 127.0.0.1 that
 * it signed, all as PEM: by the JDK's keytool, because the JDK has no interface for making any.
 */
public final class LocalAuthority {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String AUTHORITY = "authority";
  private static final String SERVER = "server";
  private static final long PATIENCE_SECONDS = 60;

  private final String expired;
  private final String certificate;
  private final String serverKey;
  private final String serverCertificates;
  private final SSLContext clientContext;

  private LocalAuthority(
      String expired,
      String certificate,
      String serverKey,
      String serverCertificates,
      SSLContext clientContext) {
    this.expired = expired;
    this.certificate = certificate;
    this.serverKey = serverKey;
    this.serverCertificates = serverCertificates;
    this.clientContext = clientContext;
  }

  /**
   * Takes a few seconds.
   *
   * @throws EmbeddedServerException when keytool is missing or fails
   */
  public static LocalAuthority create() {
    Path folder = Folders.temporary("authority");
    try {
      Path store = folder.resolve("store.p12");
      keytool(
          folder,
          "-genkeypair -alias authority -dname CN=logtriage-local-authority"
              + " -ext bc:c=ca:true -startdate -400d -validity 395 -keyalg EC -groupname secp256r1");
      String expired = pem("CERTIFICATE", load(store).getCertificate(AUTHORITY).getEncoded());
      keytool(folder, "-selfcert -alias authority -ext bc:c=ca:true -validity 3650");
      keytool(
          folder,
          "-genkeypair -alias server -dname CN=127.0.0.1 -validity 3650"
              + " -keyalg EC -groupname secp256r1");
      keytool(folder, "-certreq -alias server -file request");
      keytool(
          folder,
          "-gencert -alias authority -infile request -outfile signed -rfc -validity 3650"
              + " -ext san=ip:127.0.0.1,dns:localhost");
      KeyStore made = load(store);
      String certificate = pem("CERTIFICATE", made.getCertificate(AUTHORITY).getEncoded());
      Key key = made.getKey(SERVER, PASSWORD);
      return new LocalAuthority(
          expired,
          certificate,
          pem("PRIVATE KEY", key.getEncoded()),
          Files.readString(folder.resolve("signed"), US_ASCII).strip() + "\n" + certificate,
          trusting(made));
    } catch (IOException | GeneralSecurityException e) {
      throw new EmbeddedServerException("no certificates could be made: " + e.getMessage(), e);
    } finally {
      Folders.delete(folder);
    }
  }

  /** What clients trust. */
  public String certificate() {
    return certificate;
  }

  /** The same authority's certificate before it was renewed: it has expired. */
  public String expiredCertificate() {
    return expired;
  }

  String serverKey() {
    return serverKey;
  }

  /** The server's and its authority's. */
  String serverCertificates() {
    return serverCertificates;
  }

  /** Trusts this authority alone. */
  public SSLContext clientContext() {
    return clientContext;
  }

  private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD);
    }
    return loaded;
  }

  private static SSLContext trusting(KeyStore made) throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(AUTHORITY, made.getCertificate(AUTHORITY));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static String pem(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body);
  }

  private static void keytool(Path folder, String arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments.split(" ")));
    command.addAll(
        List.of("-storetype", "PKCS12", "-keystore", "store.p12", "-storepass", "changeit"));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new EmbeddedServerException("keytool did not end: " + arguments);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new EmbeddedServerException("interrupted while making certificates", e);
    }
    if (process.exitValue() != 0) {
      throw new EmbeddedServerException(
          "keytool %s: %s".formatted(arguments, Files.readString(output)));
    }
  }
}

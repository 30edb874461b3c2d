package io.logtriage.embedded;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A real Elasticsearch as a child process on this process's JDK, on 127.0.0.1 only, that never
 * outlives this process.
 */
public final class EmbeddedElasticsearch implements AutoCloseable {
  /** Where the build unpacked Elasticsearch; the environment variable is the same in capitals. */
  public static final String HOME_PROPERTY = "logtriage.elasticsearch.home";

  private static final String HOME_VARIABLE = "LOGTRIAGE_ELASTICSEARCH_HOME";

  private static final String SERVER_KEY = "server.key";
  private static final String SERVER_CERTIFICATES = "server.pem";

  /** Nobody misses what was in a temporary folder. */
  private static final Duration GRACE_TEMPORARY = Duration.ofSeconds(5);

  private static final Duration GRACE_KEPT = Duration.ofSeconds(30);

  /**
   * What to start; every setting may stay as {@link #defaults()} has it.
   *
   * @param home the unpacked distribution, when neither {@link #HOME_PROPERTY} nor its environment
   *     variable says where it is
   * @param port for HTTP, 0 for any free one
   * @param data a folder that keeps the indices across restarts; null for a temporary one
   * @param settings added to, and replacing, our own: the names of elasticsearch.yml
   * @param files added to its configuration folder: name to content, such as users and roles.yml
   * @param authorization the HTTP header to ask for its health with, when security is on
   * @param tls signs its certificate; null for plain HTTP
   * @param patience how long it may take to become healthy
   */
  public record Options(
      @Nullable Path home,
      int port,
      @Nullable Path data,
      int heapMegabytes,
      String clusterName,
      Map<String, String> settings,
      Map<String, String> files,
      @Nullable String authorization,
      @Nullable LocalAuthority tls,
      Duration patience) {
    public Options {
      settings = Map.copyOf(settings);
      files = Map.copyOf(files);
    }

    public static Options defaults() {
      return new Options(
          null, 0, null, 512, "logtriage", Map.of(), Map.of(), null, null, Duration.ofSeconds(90));
    }

    public Options withHome(@Nullable Path home) {
      return new Options(
          home,
          port,
          data,
          heapMegabytes,
          clusterName,
          settings,
          files,
          authorization,
          tls,
          patience);
    }

    public Options withPort(int port) {
      return new Options(
          home,
          port,
          data,
          heapMegabytes,
          clusterName,
          settings,
          files,
          authorization,
          tls,
          patience);
    }

    public Options withData(@Nullable Path data) {
      return new Options(
          home,
          port,
          data,
          heapMegabytes,
          clusterName,
          settings,
          files,
          authorization,
          tls,
          patience);
    }

    public Options withHeapMegabytes(int heapMegabytes) {
      return new Options(
          home,
          port,
          data,
          heapMegabytes,
          clusterName,
          settings,
          files,
          authorization,
          tls,
          patience);
    }

    public Options withSettings(Map<String, String> settings) {
      return new Options(
          home,
          port,
          data,
          heapMegabytes,
          clusterName,
          settings,
          files,
          authorization,
          tls,
          patience);
    }

    public Options withFiles(Map<String, String> files) {
      return new Options(
          home,
          port,
          data,
          heapMegabytes,
          clusterName,
          settings,
          files,
          authorization,
          tls,
          patience);
    }

    public Options withAuthorization(@Nullable String authorization) {
      return new Options(
          home,
          port,
          data,
          heapMegabytes,
          clusterName,
          settings,
          files,
          authorization,
          tls,
          patience);
    }

    public Options withTls(@Nullable LocalAuthority tls) {
      return new Options(
          home,
          port,
          data,
          heapMegabytes,
          clusterName,
          settings,
          files,
          authorization,
          tls,
          patience);
    }

    public Options withPatience(Duration patience) {
      return new Options(
          home,
          port,
          data,
          heapMegabytes,
          clusterName,
          settings,
          files,
          authorization,
          tls,
          patience);
    }
  }

  private final Options options;
  private volatile @Nullable Guard guard;
  private volatile @Nullable URI url;
  private volatile @Nullable Path configuration;
  private volatile boolean closed;

  public EmbeddedElasticsearch(Options options) {
    this.options = options;
  }

  /**
   * Returns when the cluster is healthy.
   *
   * @throws EmbeddedServerException when it cannot start; the message carries the end of its log
   */
  public EmbeddedElasticsearch start() {
    if (guard != null || closed) {
      throw new IllegalStateException("started already");
    }
    Path home = home();
    if (options.port() != 0) {
      LocalPort.requireFree("Elasticsearch", options.port());
    }
    ServerFolder folder = launchIn(home);
    configuration = folder.configuration();
    try {
      url = new HealthCheck(options, folder, requireNonNull(guard)).await();
      return this;
    } catch (RuntimeException e) {
      close();
      Folders.delete(folder.root());
      throw e;
    }
  }

  /**
   * Makes the folder and the guard that deletes it; {@link #close()} waits until both are there, or
   * keeps them from being made.
   */
  private synchronized ServerFolder launchIn(Path home) {
    if (closed) {
      throw new EmbeddedServerException("Elasticsearch was closed while it was starting");
    }
    ServerFolder folder = new ServerFolder(Folders.temporary("elasticsearch"));
    try {
      guard = launch(home, folder);
      return folder;
    } catch (RuntimeException e) {
      Folders.delete(folder.root());
      throw e;
    }
  }

  /** {@code http://127.0.0.1:PORT}, or https with {@link Options#tls}. */
  public String url() {
    URI known = url;
    if (known == null) {
      throw new IllegalStateException("Elasticsearch has not been started");
    }
    return known.toString();
  }

  /** Its configuration folder, for tests that change users and roles. */
  public Path configuration() {
    Path folder = configuration;
    if (folder == null) {
      throw new IllegalStateException("Elasticsearch has not been started");
    }
    return folder;
  }

  /** The server's process, for tests that end it. */
  public ProcessHandle process() {
    Guard running = guard;
    if (running == null) {
      throw new IllegalStateException("Elasticsearch has not been started");
    }
    return ProcessHandle.of(running.started().join())
        .orElseThrow(() -> new IllegalStateException("Elasticsearch is not running"));
  }

  /** Stops the server, also while it starts; temporary folders go with it. Safe to repeat. */
  @Override
  public void close() {
    closed = true;
    Guard running;
    synchronized (this) {
      running = guard;
    }
    if (running != null) {
      running.close();
    }
  }

  private Guard launch(Path home, ServerFolder folder) {
    Path data = options.data() == null ? folder.data() : Folders.kept(options.data());
    folder.fill(
        configurationFiles(),
        ServerArguments.encode(
            settings(home, folder, data), folder.configuration(), folder.logs()));
    Path java = Path.of(System.getProperty("java.home"));
    ServerUser user =
        ServerUser.find(folder.root(), List.of(home.resolve("lib"), java.resolve("lib"), data));
    if (user.isOther()) {
      Folders.give(folder.root(), user.uid(), user.gid());
      Folders.give(data, user.uid(), user.gid());
    }
    List<String> command = new ArrayList<>(user.prefix());
    command.addAll(
        ServerCommand.of(
            home, java, Runtime.version().feature(), folder.temporary(), options.heapMegabytes()));
    return Guard.start(
        folder.root(),
        options.data() == null ? GRACE_TEMPORARY : GRACE_KEPT,
        command,
        Map.of("LIBFFI_TMPDIR", folder.temporary().toString()));
  }

  private Map<String, String> configurationFiles() {
    LocalAuthority tls = options.tls();
    Map<String, String> files = new TreeMap<>(options.files());
    if (tls != null) {
      files.put(SERVER_KEY, tls.serverKey());
      files.put(SERVER_CERTIFICATES, tls.serverCertificates());
    }
    return files;
  }

  private Map<String, String> settings(Path home, ServerFolder folder, Path data) {
    Map<String, String> settings = new TreeMap<>();
    settings.put("cluster.name", options.clusterName());
    settings.put("node.name", "embedded");
    settings.put("discovery.type", "single-node");
    settings.put("network.host", LocalPort.HOST);
    settings.put("http.port", Integer.toString(options.port()));
    settings.put("transport.port", "0");
    settings.put("node.portsfile", "true");
    settings.put("xpack.security.enabled", "false");
    // A nearly full disk must not make indices read-only.
    settings.put("cluster.routing.allocation.disk.threshold_enabled", "false");
    if (options.tls() != null) {
      settings.put("xpack.security.http.ssl.enabled", "true");
      settings.put("xpack.security.http.ssl.key", SERVER_KEY);
      settings.put("xpack.security.http.ssl.certificate", SERVER_CERTIFICATES);
    }
    settings.putAll(options.settings());
    settings.put("path.home", home.toString());
    settings.put("path.data", data.toString());
    settings.put("path.logs", folder.logs().toString());
    return settings;
  }

  private Path home() {
    String property = System.getProperty(HOME_PROPERTY, "");
    String variable = System.getenv().getOrDefault(HOME_VARIABLE, "");
    String named = property.isEmpty() ? variable : property;
    Path home = named.isEmpty() ? options.home() : Path.of(named);
    if (home == null || !Files.isDirectory(home.resolve("lib/entitlement-bridge"))) {
      throw new EmbeddedServerException(
          "no Elasticsearch 8.19 in %s. The build unpacks it into embedded/target/elasticsearch: run mvn -pl embedded -am process-resources, or set %s or %s to the unpacked distribution."
              .formatted(home, HOME_VARIABLE, HOME_PROPERTY));
    }
    return home.toAbsolutePath().normalize();
  }
}

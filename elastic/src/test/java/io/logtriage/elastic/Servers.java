package io.logtriage.elastic;

import static org.awaitility.Awaitility.await;

import io.logtriage.embedded.EmbeddedElasticsearch;
import io.logtriage.embedded.EmbeddedKafka;
import io.logtriage.embedded.LocalAuthority;
import io.logtriage.patterns.wire.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A real broker and a real Elasticsearch, started once for all tests that ask for them. */
final class Servers implements AutoCloseable {
  private static final Map<String, String> USERS =
      Map.of(
          "users",
          """
          admin:only-for-tests
          reader:only-for-tests
          indexer:only-for-tests
          setup:only-for-tests
          verifier:only-for-tests
          """,
          "users_roles",
          """
          superuser:admin
          reader:reader
          indexer:indexer
          setup:setup
          verifier:verifier
          """,
          "roles.yml",
          """
          reader:
            indices:
              - names: ["*incidents", "*tagged-logs"]
                privileges: ["read"]
          setup:
            cluster: ["monitor", "manage_index_templates"]
            indices:
              - names: ["*logtriage-*"]
                privileges: ["create_index", "manage"]
          verifier:
            cluster: ["monitor"]
            indices:
              - names: ["*incidents", "*logtriage-*"]
                privileges: ["read", "view_index_metadata", "maintenance"]
          indexer:
            cluster: ["monitor"]
            indices:
              - names: ["*logtriage-*"]
                privileges: ["create_index", "manage", "write"]
          """);

  private final LocalAuthority authority = LocalAuthority.create();
  private final EmbeddedKafka kafka = new EmbeddedKafka(EmbeddedKafka.Options.defaults());
  private final Path certificate = Files.createTempFile("authority", ".pem");
  private Path data;
  private EmbeddedElasticsearch elasticsearch;
  private final ElasticsearchConnection connection;

  private Servers() throws IOException {
    Files.writeString(certificate, authority.certificate());
    data = Files.createTempDirectory("elastic-test");
    kafka.start();
    elasticsearch = elasticsearchOn(0);
    connection = connectionAs("admin");
  }

  /** Hands the servers to constructors of test classes. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Servers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(Namespace.create(Servers.class))
          .getOrComputeIfAbsent(Servers.class, key -> start(), Servers.class);
    }

    private static Servers start() {
      try {
        return new Servers();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  ElasticsearchConnection connection() {
    return connection;
  }

  /** As admin, reader or indexer. */
  ElasticsearchConnection connectionAs(String user) {
    return ElasticsearchConnection.open(settingsOf(user));
  }

  ElasticsearchSettings settingsOf(String user) {
    return ElasticsearchSettings.of(elasticsearch.url())
        .with(credentials(user))
        .withCertificateAuthority(certificate);
  }

  LocalAuthority authority() {
    return authority;
  }

  /** PEM file of the authority. */
  Path certificate() {
    return certificate;
  }

  private static Credentials credentials(String user) {
    return Credentials.password(user, "only-for-tests");
  }

  String elasticsearchUrl() {
    return connection.where();
  }

  Map<String, Object> kafka() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }

  void createTopics(Topics topics) {
    createTopics(topics, kafka());
  }

  void createTopics(Topics topics, Map<String, Object> kafka) {
    List<NewTopic> created = new ArrayList<>();
    for (String topic :
        List.of(
            topics.incidents(), topics.taggedLogs(), topics.parsedLogs(), topics.deadLetters())) {
      created.add(new NewTopic(topic, 2, (short) 1));
    }
    try (Admin admin = Admin.create(kafka)) {
      admin.createTopics(created).all().get();
      awaitLeaders(admin, created);
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A producer that is quicker than the leader may have its second batch taken and its first one
   * refused, which it then sends in vain for ever.
   */
  private static void awaitLeaders(Admin admin, List<NewTopic> topics) {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        partitions.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> admin.listOffsets(partitions).all().get().size() == partitions.size());
  }

  void stopElasticsearch() {
    elasticsearch.close();
  }

  /** As {@code kill -9}: nothing that it had in memory is written. */
  void killElasticsearch() {
    elasticsearch.process().destroyForcibly();
    elasticsearch.close();
  }

  /** Changes one of its files of users and roles, which it reads again within a second. */
  void configure(String file, UnaryOperator<String> change) {
    Path path = elasticsearch.configuration().resolve(file);
    try {
      Files.writeString(path, change.apply(Files.readString(path)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With the data it had, where it was. */
  void startElasticsearchAgain() {
    elasticsearch = elasticsearchOn(URI.create(elasticsearchUrl()).getPort());
  }

  /** Without any data, where it was. */
  void startElasticsearchEmpty() {
    try {
      delete(data);
      data = Files.createTempDirectory("elastic-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    startElasticsearchAgain();
  }

  private EmbeddedElasticsearch elasticsearchOn(int port) {
    return new EmbeddedElasticsearch(
            EmbeddedElasticsearch.Options.defaults()
                .withPort(port)
                .withData(data)
                .withSettings(
                    Map.of("xpack.security.enabled", "true", "resource.reload.interval.high", "1s"))
                .withFiles(USERS)
                .withTls(authority)
                .withAuthorization(credentials("admin").authorization().orElseThrow()))
        .start();
  }

  @Override
  public void close() throws IOException {
    connection.close();
    elasticsearch.close();
    kafka.close();
    delete(data);
    Files.delete(certificate);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

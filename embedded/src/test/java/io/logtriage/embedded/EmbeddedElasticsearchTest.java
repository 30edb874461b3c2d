package io.logtriage.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedElasticsearchTest {
  private static final EmbeddedElasticsearch.Options OPTIONS =
      EmbeddedElasticsearch.Options.defaults();

  private static final Map<String, String> SECURED =
      Map.of(
          "xpack.security.enabled", "true",
          "xpack.security.autoconfiguration.enabled", "false");

  @TempDir Path folder;

  @Test
  void searchesWhatItWasGivenAndIsGoneAfterwards() throws Exception {
    EmbeddedElasticsearch server = new EmbeddedElasticsearch(OPTIONS).start();
    ProcessHandle process = server.process();
    try (server) {
      String url = server.url();
      Http.put(
          url + "/_index_template/all",
          """
          {"index_patterns":["all-*"],"template":{"aliases":{"all":{}},"mappings":{"dynamic":"strict","properties":{
            "kind":{"type":"keyword"},"message":{"type":"text"},"at":{"type":"date"},
            "fields":{"type":"flattened"},"address":{"type":"ip"}}}}}
          """);
      Http.post(
          url + "/_bulk?refresh=true",
          """
          {"index":{"_index":"all-1","_id":"a","version":7,"version_type":"external"}}
          {"kind":"x","message":"the socket is in use","at":"2026-01-01T00:00:00Z","fields":{"k":"v"},"address":"10.1.2.3"}
          """);

      assertThat(
              Http.post(
                  url + "/all/_search",
                  """
                  {"query":{"bool":{"must":[{"match":{"message":"socket"}},{"term":{"fields.k":"v"}},{"term":{"address":"10.0.0.0/8"}}]}},
                   "highlight":{"fields":{"message":{}}},
                   "aggs":{"kinds":{"terms":{"field":"kind"},"aggs":{"last":{"top_hits":{"size":1}}}},
                           "days":{"date_histogram":{"field":"at","calendar_interval":"day"}}}}
                  """))
          .contains("\"_id\":\"a\"", "<em>socket</em>", "\"key\":\"x\"", "2026-01-01");
    }
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void keepsIndicesInAGivenFolderAlsoInOneWithASpace() throws Exception {
    Path home = folder.resolve("home of it");
    Files.createSymbolicLink(
        home, Path.of(System.getProperty(EmbeddedElasticsearch.HOME_PROPERTY)));
    EmbeddedElasticsearch.Options options =
        OPTIONS.withData(folder.resolve("data of it")).withPort(LocalPort.free());
    try (EmbeddedElasticsearch server = new EmbeddedElasticsearch(options).start()) {
      assertThat(server.url()).isEqualTo("http://127.0.0.1:" + options.port());
      Http.put(server.url() + "/kept/_doc/1?refresh=true", "{\"from\":\"before\"}");
    }

    try (EmbeddedElasticsearch server = new EmbeddedElasticsearch(options).start()) {
      assertThat(Http.get(server.url() + "/kept/_doc/1")).contains("before");
    }
  }

  @Test
  void knowsUsersOfItsConfigurationWhenSecurityIsOn() throws Exception {
    String basic = "Basic " + Base64.getEncoder().encodeToString("ada:a long one".getBytes(UTF_8));
    EmbeddedElasticsearch.Options options =
        OPTIONS
            .withSettings(SECURED)
            .withFiles(
                Map.of(
                    "users",
                    "ada:" + pbkdf2("a long one") + "\n",
                    "users_roles",
                    "superuser:ada\n"))
            .withAuthorization(basic);

    try (EmbeddedElasticsearch server = new EmbeddedElasticsearch(options).start()) {
      assertThatThrownBy(() -> Http.get(server.url() + "/_cluster/health"))
          .hasMessageContaining("answered 401");
    }
  }

  @Test
  void saysThatItNeedsAUserWhenSecurityIsOn() {
    assertThatThrownBy(() -> new EmbeddedElasticsearch(OPTIONS.withSettings(SECURED)).start())
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("answers 401")
        .hasMessageContaining("Options.authorization");
  }

  @Test
  void showsTheEndOfTheLogWhenASettingIsWrong() {
    EmbeddedElasticsearch.Options options = OPTIONS.withSettings(Map.of("no.such.setting", "1"));

    assertThatThrownBy(() -> new EmbeddedElasticsearch(options).start())
        .isInstanceOf(EmbeddedServerException.class)
        .hasMessageContaining("ended with status")
        .hasMessageContaining("unknown setting [no.such.setting]");
  }

  @Test
  void givesUpInTimeAndLeavesNothing() {
    EmbeddedElasticsearch server =
        new EmbeddedElasticsearch(OPTIONS.withPatience(Duration.ofMillis(500)));

    assertThatThrownBy(server::start).hasMessageContaining("was not healthy within");
    assertThatThrownBy(server::process).hasMessageContaining("not running");
  }

  @Test
  void namesAPortInUse() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, LocalPort.address())) {
      int port = taken.getLocalPort();
      EmbeddedElasticsearch server = new EmbeddedElasticsearch(OPTIONS.withPort(port));

      assertThatThrownBy(server::start)
          .isInstanceOf(EmbeddedServerException.class)
          .hasMessageContaining("Elasticsearch cannot listen on 127.0.0.1:" + port);
    }
  }

  private static String pbkdf2(String password) throws Exception {
    byte[] salt = new byte[32];
    byte[] hash =
        SecretKeyFactory.getInstance("PBKDF2withHMACSHA512")
            .generateSecret(new PBEKeySpec(password.toCharArray(), salt, 1000, 256))
            .getEncoded();
    Base64.Encoder base64 = Base64.getEncoder();
    return "{PBKDF2}1000$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
  }
}

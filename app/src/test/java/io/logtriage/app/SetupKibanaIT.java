package io.logtriage.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.logtriage.embedded.EmbeddedStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code setup --kibana} as an administrator types it; what Kibana says is tested in elastic. */
@ExtendWith(SharedStack.class)
class SetupKibanaIT {
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final HttpServer kibana =
      HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
  private final EmbeddedStack stack;

  SetupKibanaIT(EmbeddedStack stack) throws IOException {
    this.stack = stack;
    kibana.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          requests.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(body, StandardCharsets.UTF_8));
          byte[] said = "{\"success\":true,\"successCount\":32}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, said.length);
          exchange.getResponseBody().write(said);
          exchange.close();
        });
    kibana.start();
  }

  @AfterEach
  void stop() {
    kibana.stop(0);
  }

  @Test
  void importsTheObjectsOfItsPrefixAndSaysWhereTheyAre(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key"), "canary-key\n");

    CommandRun setup =
        setup("--kibana", url(), "--kibana-space", "ops", "--kibana-api-key-file", key);

    assertThat(setup.code()).as(setup.err()).isZero();
    assertThat(setup.out())
        .contains("Kibana objects: 32 new, 0 replaced")
        .contains(
            "dashboard: "
                + url()
                + "/s/ops/app/dashboards#/view/ops-kibana-setup-logtriage-incidents-dashboard")
        .doesNotContain("canary-key");
    assertThat(requests)
        .hasSize(2)
        .allMatch(request -> request.contains(" ApiKey canary-key "))
        .anyMatch(request -> request.contains("\"title\":\"kibana-setup-incidents\""));
  }

  @Test
  void withoutItsAddressKibanaIsLeftAlone() {
    CommandRun setup = setup();

    assertThat(setup.code()).as(setup.err()).isZero();
    assertThat(setup.out()).doesNotContain("Kibana");
    assertThat(requests).isEmpty();
  }

  @Test
  void topicsAndTemplatesAreThereEvenWhenKibanaIsNot() {
    String address = url();
    kibana.stop(0);

    CommandRun setup = setup("--kibana", address, "--wait", "5s");

    assertThat(setup.code()).isEqualTo(Cli.FAILED);
    assertThat(setup.out()).contains("index templates: ");
    assertThat(setup.err().lines())
        .satisfiesExactly(
            note -> assertThat(note).startsWith("waiting for Kibana at " + address),
            error ->
                assertThat(error)
                    .startsWith("logtriage: Kibana at " + address + " is not ready")
                    .contains("connection refused"));
  }

  private String url() {
    return "http://127.0.0.1:" + kibana.getAddress().getPort();
  }

  private CommandRun setup(Object... more) {
    List<Object> arguments =
        new ArrayList<>(
            List.of(
                "setup",
                "--kafka",
                stack.kafka().bootstrapServers(),
                "--elastic",
                stack.elasticsearch().url(),
                "--prefix",
                "kibana-setup-"));
    arguments.addAll(List.of(more));
    return CommandRun.of(arguments.toArray());
  }
}

package io.logtriage.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logtriage.patterns.files.SourceNaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourcesFileTest {
  private static final SourceNaming DEFAULTS = SourceNaming.ofHost("web-1");

  @TempDir Path folder;

  @Test
  void everyKindOfSourceIsRead() throws IOException {
    List<Input> inputs =
        read(
            """
            sources:
              - files: [/var/log/nginx, '/srv/*/log/*.log']
                exclude: ['*.debug.log']
                deployment: shop
                zone: Europe/Berlin
                format: nginx.error
                start: end
              - docker: /var/lib/docker/containers
                include: ['shop_*']
              - journal: [gunicorn.service]
                labels: {deployment: shop, service: web}
              - syslog: tcp:0.0.0.0:6514
              - pipe: /run/shop.fifo
                host: web-2
            """);

    assertThat(inputs)
        .containsExactly(
            new Input.Files(
                List.of(Path.of("/var/log/nginx"), Path.of("/srv/*/log/*.log")),
                new FileNames(List.of(), List.of("*.debug.log")),
                new SourceNaming(
                    "web-1", "shop", null, null, ZoneId.of("Europe/Berlin"), "nginx.error"),
                true),
            new Input.Docker(
                Path.of("/var/lib/docker/containers"),
                new FileNames(List.of("shop_*"), List.of()),
                DEFAULTS,
                false),
            new Input.Journal(
                List.of("gunicorn.service"),
                new SourceNaming("web-1", "shop", "web", null, null, null),
                false),
            new Input.Syslog(true, "0.0.0.0", 6514, DEFAULTS),
            Input.Pipe.at(Path.of("/run/shop.fifo"), SourceNaming.ofHost("web-2")));
  }

  @Test
  void labelsAreKeptWithoutSecrets() throws IOException {
    Input input =
        read("""
                sources:
                  - files: [/var/log/nginx]
                    labels: {deployment: shop, team: payments, password: hunter22}
                """)
            .get(0);

    assertThat(input.naming().deployment()).isEqualTo("shop");
    assertThat(input.naming().labels())
        .isEqualTo(Map.of("team", "payments", "password", "[redacted]"));
  }

  @Test
  void exampleThatIsInstalledIsRight() {
    assertThat(SourcesFile.read(Path.of("deploy", "sources.yaml"), DEFAULTS)).hasSize(6);
  }

  @Test
  void directiveIsCarriedAsHint() throws IOException {
    Input input =
        read("""
                sources:
                  - files: [/var/log/nginx/short.log]
                    log_format: "log_format short '$status|$uri|$remote_addr';"
                """)
            .get(0);

    assertThat(input.naming().format()).contains("$status|$uri|$remote_addr");
  }

  @Test
  void everythingThatIsWrongIsToldWithItsLine() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    sources:
                      - files: []
                      - journal: [a.service]
                        pipe: /run/x
                      - files: [/var/log]
                        zone: Nowhere
                        format: apache
                        start: middle
                        exclude: ['[']
                        colour: red
                      - syslog: 514
                      - files: [/var/log]
                        log_format: '$uri'
                        labels: {'te am': a}
                    """))
        .isInstanceOf(InvalidSourcesException.class)
        .message()
        .contains(
            "sources.yaml:2: 'files' is missing",
            "sources.yaml:3: expected exactly one of",
            "sources.yaml:6: 'Nowhere' is no time zone",
            "sources.yaml:7: no format 'apache'",
            "sources.yaml:8: 'start': expected one of [beginning, end]",
            "'[' is no pattern of file names",
            "sources.yaml:10: unknown key 'colour'",
            "sources.yaml:11: 'syslog': expected udp:PORT",
            "sources.yaml:13: 'log_format'",
            "sources.yaml:14: 'labels': 'te am' is no name of a label");
  }

  @Test
  void missingOrEmptyFileIsOneClearLine() {
    assertThatThrownBy(() -> SourcesFile.read(folder.resolve("none.yaml"), DEFAULTS))
        .hasMessageContaining("none.yaml: cannot be read");
    assertThatThrownBy(() -> read("sources: []\n")).hasMessageContaining("'sources' is missing");
  }

  private List<Input> read(String yaml) throws IOException {
    Path file = Files.writeString(folder.resolve("sources.yaml"), yaml);
    return SourcesFile.read(file, DEFAULTS);
  }
}

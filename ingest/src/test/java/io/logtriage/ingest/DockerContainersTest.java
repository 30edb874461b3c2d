package io.logtriage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.FileSearch;
import io.logtriage.patterns.files.SourceNaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerContainersTest {
  private static final String ID = "4f5d1c0e9a7b" + "0".repeat(52);

  @TempDir Path folder;
  private Path container = Path.of("unset");

  @BeforeEach
  void createContainer() throws IOException {
    container = Files.createDirectory(folder.resolve(ID));
    Files.writeString(container.resolve(ID + "-json.log"), "{\"log\":\"one\\n\"}\n");
    Files.writeString(container.resolve(ID + "-json.log.1"), "{\"log\":\"zero\\n\"}\n");
    Files.writeString(container.resolve("hostconfig.json"), "{}");
    configuration("\"com.docker.compose.project\":\"shop\",\"com.docker.compose.service\":\"web\"");
  }

  @Test
  void containerAndComposeNameTheSource() throws IOException {
    FileGroup group = group(FileNames.ALL);

    List<FileSearch.Found> found = group.search().files();
    assertThat(found).hasSize(2);
    for (FileSearch.Found file : found) {
      Source source = group.source(file);
      assertThat(source.key()).isEqualTo("web-1:shop-web-1");
      assertThat(source.deployment()).isEqualTo("shop");
      assertThat(source.service()).isEqualTo("web");
    }
  }

  @Test
  void labelsOfOurOwnComeFirst() throws IOException {
    configuration(
        "\"com.docker.compose.project\":\"x\",\"logtriage.deployment\":\"shop\","
            + "\"logtriage.format\":\"gunicorn.error\"");
    FileGroup group = group(FileNames.ALL);

    Source source = group.source(group.search().files().get(0));

    assertThat(source.deployment()).isEqualTo("shop");
    assertThat(source.format()).isEqualTo("gunicorn.error");
  }

  @Test
  void labelsForPeopleAreKept() throws IOException {
    configuration(
        "\"team\":\"payments\",\"logtriage.label.tier\":\"web\",\"org.opencontainers.image.title\":\"x\"");
    FileGroup group = group(FileNames.ALL);

    assertThat(group.source(group.search().files().get(0)).labels())
        .isEqualTo(Map.of("team", "payments", "tier", "web"));
  }

  @Test
  void containerWithoutConfigurationIsCalledByItsId() throws IOException {
    Files.delete(container.resolve("config.v2.json"));
    FileGroup group = group(FileNames.ALL);

    assertThat(group.source(group.search().files().get(0)).path()).isEqualTo("4f5d1c0e9a7b");
  }

  @Test
  void containersAreChosenByName() {
    assertThat(group(new FileNames(List.of("shop-*"), List.of())).search().files()).hasSize(2);
    assertThat(group(new FileNames(List.of(), List.of("shop-*"))).search().files()).isEmpty();
  }

  private FileGroup group(FileNames names) {
    return FileGroup.of(new Input.Docker(folder, names, SourceNaming.ofHost("web-1"), false));
  }

  private void configuration(String labels) throws IOException {
    Files.writeString(
        container.resolve("config.v2.json"),
        "{\"ID\":\"%s\",\"Name\":\"/shop-web-1\",\"Config\":{\"Labels\":{%s}}}"
            .formatted(ID, labels));
  }
}

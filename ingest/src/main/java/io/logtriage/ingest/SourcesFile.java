package io.logtriage.ingest;

import io.logtriage.patterns.files.PathPattern;
import io.logtriage.patterns.files.SourceNaming;
import io.logtriage.patterns.format.AccessFormat;
import io.logtriage.patterns.format.FormatHint;
import io.logtriage.patterns.yaml.Problem;
import io.logtriage.patterns.yaml.Section;
import io.logtriage.patterns.yaml.YamlNode;
import io.logtriage.patterns.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A YAML file that describes a shipper's inputs; see README.md of this module. */
public final class SourcesFile {
  private static final long MAX_FILE = 1024 * 1024;
  private static final String DOCKER = "/var/lib/docker/containers";
  private static final List<String> KINDS = List.of("files", "docker", "journal", "syslog", "pipe");

  private final SourceNaming defaults;
  private final List<Problem> problems = new ArrayList<>();
  private final String file;

  private SourcesFile(String file, SourceNaming defaults) {
    this.file = file;
    this.defaults = defaults;
  }

  /**
   * Reads and checks it.
   *
   * @param defaults what inputs are called that do not say it themselves
   * @throws InvalidSourcesException with everything that is wrong, each with its line
   */
  public static List<Input> read(Path file, SourceNaming defaults) {
    SourcesFile reader = new SourcesFile(file.toString(), defaults);
    List<Input> inputs = reader.inputs(reader.text(file));
    if (!reader.problems.isEmpty()) {
      throw new InvalidSourcesException(reader.problems);
    }
    return inputs;
  }

  private String text(Path path) {
    try {
      if (Files.size(path) <= MAX_FILE) {
        return Files.readString(path);
      }
      problems.add(new Problem(file, 0, "larger than 1 MB; expected a list of sources"));
    } catch (IOException e) {
      problems.add(new Problem(file, 0, "cannot be read: " + e));
    }
    return "";
  }

  private List<Input> inputs(String yaml) {
    List<Input> inputs = new ArrayList<>();
    if (!problems.isEmpty()) {
      return inputs;
    }
    Optional<YamlNode> root = new YamlReader(file, problems).read(yaml);
    if (root.isPresent() && root.get() instanceof YamlNode.Fields fields) {
      Section section = new Section(file, fields, problems);
      for (Section source : section.sections("sources")) {
        input(source).ifPresent(inputs::add);
        source.refuseUnknownKeys();
      }
      if (inputs.isEmpty() && problems.isEmpty()) {
        section.problem(section.line(), "'sources' is missing; give it a list of sources");
      }
      section.refuseUnknownKeys();
    } else if (problems.isEmpty()) {
      problems.add(new Problem(file, 1, "expected 'sources:' and a list"));
    }
    return inputs;
  }

  private Optional<Input> input(Section section) {
    List<String> kinds = KINDS.stream().filter(section::has).toList();
    if (kinds.size() != 1) {
      section.problem(section.line(), "expected exactly one of " + KINDS + ", found " + kinds);
      return Optional.empty();
    }
    int before = problems.size();
    SourceNaming naming = naming(section);
    Input input =
        switch (kinds.get(0)) {
          case "files" -> new Input.Files(paths(section), names(section), naming, fromEnd(section));
          case "docker" ->
              new Input.Docker(docker(section), names(section), naming, fromEnd(section));
          case "journal" -> new Input.Journal(section.texts("journal"), naming, fromEnd(section));
          case "syslog" -> syslog(section, naming);
          default -> Input.Pipe.at(Path.of(section.text("pipe")), naming);
        };
    return problems.size() == before ? Optional.of(input) : Optional.empty();
  }

  private static List<Path> paths(Section section) {
    return section.someTexts("files").stream().map(Path::of).toList();
  }

  private static Path docker(Section section) {
    String folder = section.optionalText("docker");
    return Path.of(folder == null || folder.isBlank() ? DOCKER : folder);
  }

  private static FileNames names(Section section) {
    List<String> include = section.texts("include");
    List<String> exclude = section.texts("exclude");
    try {
      return new FileNames(include, exclude);
    } catch (IllegalArgumentException e) {
      section.problem(section.line("include"), String.valueOf(e.getMessage()));
      return FileNames.ALL;
    }
  }

  private static boolean fromEnd(Section section) {
    String start = section.optionalText("start");
    return start != null
        && section.oneOf("start", start, Map.of("beginning", false, "end", true)).orElse(false);
  }

  private Input syslog(Section section, SourceNaming naming) {
    String address = section.text("syslog");
    try {
      return SyslogAddress.parse(address, naming);
    } catch (IllegalArgumentException e) {
      section.problem(section.line("syslog"), "'syslog': " + e.getMessage());
      return new Input.Syslog(false, "localhost", 0, naming);
    }
  }

  private SourceNaming naming(Section section) {
    Map<String, String> labels = section.section("labels").map(Section::all).orElse(Map.of());
    Map<String, String> others = new TreeMap<>(defaults.labels());
    for (Map.Entry<String, String> label : labels.entrySet()) {
      if (Labels.isName(label.getKey())) {
        others.put(label.getKey(), Labels.text(label.getKey(), label.getValue()));
      } else if (!List.of("deployment", "service").contains(label.getKey())) {
        section.problem(
            section.line("labels"),
            "'labels': '"
                + label.getKey()
                + "' is no name of a label; expected "
                + Labels.EXPECTED);
      }
    }
    return new SourceNaming(
        given(section.optionalText("host"), defaults.host()),
        optional(section, "deployment", labels, defaults.deployment()),
        optional(section, "service", labels, defaults.service()),
        pattern(section),
        zone(section),
        format(section),
        others);
  }

  private static String given(@Nullable String text, String otherwise) {
    return text == null || text.isBlank() ? otherwise : text;
  }

  private static @Nullable String optional(
      Section section, String key, Map<String, String> labels, @Nullable String otherwise) {
    String text = section.optionalText(key);
    if (text != null && text.isBlank()) {
      section.problem(section.line(key), "'" + key + "' is empty; give it a text or leave it out");
    }
    return text == null ? labels.getOrDefault(key, otherwise) : text;
  }

  private @Nullable PathPattern pattern(Section section) {
    String pattern = section.optionalText("path_pattern");
    try {
      return pattern == null ? defaults.pattern() : PathPattern.parse(pattern);
    } catch (IllegalArgumentException e) {
      section.problem(section.line("path_pattern"), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private @Nullable ZoneId zone(Section section) {
    String zone = section.optionalText("zone");
    try {
      return zone == null ? defaults.zone() : ZoneId.of(zone);
    } catch (DateTimeException e) {
      section.problem(
          section.line("zone"),
          "'" + zone + "' is no time zone; write one as Europe/Berlin or +02:00");
      return null;
    }
  }

  private @Nullable String format(Section section) {
    String format = section.optionalText("format");
    if (format != null && !InputFormat.isKnown(format)) {
      section.problem(
          section.line("format"),
          "no format '" + format + "'; expected one of " + InputFormat.names());
    }
    String directive = section.optionalText("log_format");
    if (format == null && directive == null) {
      return defaults.format();
    }
    try {
      return new FormatHint(format, Stream.ofNullable(directive).map(AccessFormat::parse).toList())
          .text();
    } catch (IllegalArgumentException e) {
      section.problem(section.line("log_format"), "'log_format': " + e.getMessage());
      return null;
    }
  }
}

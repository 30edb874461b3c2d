package io.logtriage.app;

import io.logtriage.ingest.FileNames;
import io.logtriage.ingest.Input;
import io.logtriage.ingest.SyslogAddress;
import io.logtriage.patterns.files.SourceNaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What lines are shipped from; a file of sources says more than options can. */
final class InputOptions {
  @Parameters(
      paramLabel = "PATH",
      arity = "0..*",
      description = "Files, folders with all below them, globs, named pipes; - is standard input.")
  private List<String> paths = List.of();

  @Option(
      names = "--sources",
      paramLabel = "FILE",
      description = "YAML that describes sources; read again when it changes and on SIGHUP.")
  private @Nullable Path sources;

  @Option(
      names = "--journal",
      paramLabel = "UNIT",
      description = "The journal of a systemd unit, or of all; may be repeated.")
  private List<String> units = List.of();

  @Option(
      names = "--docker",
      paramLabel = "DIR",
      arity = "0..1",
      fallbackValue = "/var/lib/docker/containers",
      description = "Logs of docker's containers, in DIR (default: ${FALLBACK-VALUE}).")
  private @Nullable Path docker;

  @Option(
      names = "--syslog",
      paramLabel = "udp|tcp:[ADDRESS:]PORT",
      description = "Listen for syslog, on this machine only unless an address is given.")
  private List<String> syslog = List.of();

  @Option(
      names = "--from-end",
      description = "At the first start, leave out what files and journal hold already.")
  private boolean fromEnd;

  @Option(
      names = "--stdin-name",
      paramLabel = "NAME",
      defaultValue = "stdin",
      description = "What standard input is called as a source (default: ${DEFAULT-VALUE}).")
  private String stdinName = "stdin";

  @Nullable Path sources() {
    return sources;
  }

  /** All that options and parameters name. */
  List<Input> inputs(SourceNaming naming) {
    SourceOptions.refuseBlankPaths(paths);
    List<Input> inputs = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    for (String path : paths) {
      if (path.equals("-")) {
        inputs.add(new Input.Pipe(null, stdinName, naming));
      } else if (isPipe(Path.of(path))) {
        inputs.add(Input.Pipe.at(Path.of(path), naming));
      } else {
        files.add(Path.of(path));
      }
    }
    if (!files.isEmpty()) {
      inputs.add(new Input.Files(files, FileNames.ALL, naming, fromEnd));
    }
    if (!units.isEmpty()) {
      boolean all = units.contains("all");
      inputs.add(new Input.Journal(all ? List.of() : units, naming, fromEnd));
    }
    if (docker != null) {
      inputs.add(new Input.Docker(docker, FileNames.ALL, naming, fromEnd));
    }
    for (String address : syslog) {
      try {
        inputs.add(SyslogAddress.parse(address, naming));
      } catch (IllegalArgumentException wrong) {
        throw new WrongUsage("--syslog: " + wrong.getMessage(), wrong);
      }
    }
    if (inputs.isEmpty() && sources == null) {
      throw new WrongUsage(
          "nothing to ship: give at least one PATH, --journal, --docker, --syslog or --sources");
    }
    return inputs;
  }

  /** Nothing more comes once standard input, the only input, has ended. */
  boolean endByThemselves(List<Input> all) {
    return sources == null
        && all.stream().allMatch(each -> each instanceof Input.Pipe pipe && pipe.path() == null);
  }

  private static boolean isPipe(Path path) {
    try {
      return Files.exists(path) && Files.readAttributes(path, BasicFileAttributes.class).isOther();
    } catch (IOException e) {
      return false; // reading it will say what is wrong
    }
  }
}

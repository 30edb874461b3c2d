package io.logtriage.ingest;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.files.SourceNaming;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Something that a shipper takes lines from; equal ones are the same across a reload. */
public sealed interface Input {

  /** What it is called in messages and in the checkpoint. */
  String name();

  SourceNaming naming();

  /**
   * Log files with their rotated sets.
   *
   * @param paths files, folders with all below them, globs
   * @param names which of the files found are meant
   * @param fromEnd at the very first start, leave out what is there already
   */
  record Files(List<Path> paths, FileNames names, SourceNaming naming, boolean fromEnd)
      implements Input {
    public Files {
      paths = List.copyOf(paths);
      requireNonNull(names, "names is null");
      requireNonNull(naming, "naming is null");
    }

    @Override
    public String name() {
      return paths.stream().map(Path::toString).collect(Collectors.joining(" "));
    }
  }

  /**
   * What docker's json-file driver writes: one source for each container, named after it.
   *
   * @param folder with a folder for each container, {@code /var/lib/docker/containers}
   * @param containers names of the containers that are meant
   */
  record Docker(Path folder, FileNames containers, SourceNaming naming, boolean fromEnd)
      implements Input {
    public Docker {
      requireNonNull(folder, "folder is null");
      requireNonNull(containers, "containers is null");
      requireNonNull(naming, "naming is null");
    }

    @Override
    public String name() {
      return "docker " + folder;
    }
  }

  /**
   * A named pipe, or standard input.
   *
   * @param path null for standard input
   * @param source what it is called as a source
   */
  record Pipe(@Nullable Path path, String source, SourceNaming naming) implements Input {
    public Pipe {
      requireNonNull(source, "source is null");
      requireNonNull(naming, "naming is null");
    }

    /** A named pipe, called by its path. */
    public static Pipe at(Path path, SourceNaming naming) {
      return new Pipe(path, path.toAbsolutePath().normalize().toString(), naming);
    }

    @Override
    public String name() {
      return path == null ? "standard input" : "pipe " + path;
    }
  }

  /**
   * The journal of systemd: one source for each unit.
   *
   * @param units none: all
   */
  record Journal(List<String> units, SourceNaming naming, boolean fromEnd) implements Input {
    public Journal {
      units = List.copyOf(units);
      requireNonNull(naming, "naming is null");
    }

    @Override
    public String name() {
      return units.isEmpty() ? "journal" : "journal " + String.join(" ", units);
    }
  }

  /**
   * Listens for syslog: one source for each sending host and program.
   *
   * @param tcp else UDP
   * @param port 0: any that is free
   */
  record Syslog(boolean tcp, String address, int port, SourceNaming naming) implements Input {
    public Syslog {
      requireNonNull(address, "address is null");
      requireNonNull(naming, "naming is null");
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + ": expected 0 to 65535");
      }
    }

    @Override
    public String name() {
      return "syslog " + (tcp ? "tcp " : "udp ") + address + ":" + port;
    }
  }
}

package io.logtriage.app;

import io.logtriage.ingest.ArchiveReader;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.LogFiles;
import io.logtriage.patterns.wire.Position;
import io.logtriage.streams.ReplayFromTopic;
import io.logtriage.streams.ReplayInput;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is replayed. */
interface ReplayFeed {

  /**
   * Sends all of it, but not its end.
   *
   * @param taken what an interrupted replay has taken already, by source key
   * @param ended asked again and again; true stops early
   */
  void sendTo(
      ReplayInput input, ReplayServers servers, Map<String, Position> taken, BooleanSupplier ended);

  /** How much of it was read, from 0 to 1; -1 when nobody knows. */
  double share();

  /** Whether something that the user named could not be read. */
  boolean failed();

  /** The retained records of the live topic. */
  static ReplayFeed ofTopic(@Nullable Instant since, @Nullable Instant until) {
    return new ReplayFeed() {
      @Override
      public void sendTo(
          ReplayInput input,
          ReplayServers servers,
          Map<String, Position> taken,
          BooleanSupplier ended) {
        new ReplayFromTopic(servers.client(), servers.topics().logs(), since, until)
            .sendTo(input, servers.wait, ended);
      }

      @Override
      public double share() {
        return -1;
      }

      @Override
      public boolean failed() {
        return false;
      }
    };
  }

  /**
   * Files, each rotated set in order.
   *
   * @throws CommandFailure when there is none
   */
  static ReplayFeed ofFiles(List<Path> paths, SourceOptions source, Console console) {
    LogFiles files = source.find(paths, source.naming(), console);
    files.problems().forEach(problem -> console.note("not read: " + problem));
    if (files.sources().isEmpty()) {
      throw new CommandFailure(
          "no log file found in "
              + paths.stream().map(Path::toString).collect(Collectors.joining(", ")));
    }
    return new ReplayFiles(files, console);
  }

  /** See {@link #ofFiles}. */
  final class ReplayFiles implements ReplayFeed {
    private final LogFiles files;
    private final Console console;
    private volatile @Nullable ArchiveReader reader;
    private boolean failed;

    ReplayFiles(LogFiles files, Console console) {
      this.files = files;
      this.console = console;
      this.failed = files.problems().stream().anyMatch(FileProblem::serious);
    }

    @Override
    public void sendTo(
        ReplayInput input,
        ReplayServers servers,
        Map<String, Position> taken,
        BooleanSupplier ended) {
      ArchiveReader reading = new ArchiveReader(files.sources(), taken);
      reader = reading;
      for (FileProblem problem : reading.sendTo(input::send, ended)) {
        console.note("not read: " + problem);
        failed |= problem.serious();
      }
    }

    @Override
    public double share() {
      ArchiveReader reading = reader;
      return reading == null ? 0 : (double) reading.read() / Math.max(1, reading.size());
    }

    @Override
    public boolean failed() {
      return failed;
    }
  }
}

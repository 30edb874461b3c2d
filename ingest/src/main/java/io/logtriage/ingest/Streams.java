package io.logtriage.ingest;

import io.logtriage.patterns.Source;
import io.logtriage.patterns.files.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs whose lines come by themselves. They live on when a session ends in an error. */
final class Streams {
  private final InputStream standardInput;
  private final Map<String, String> environment;
  private final boolean once;
  private final Map<Input, Stream> streams = new LinkedHashMap<>();
  private final List<FileProblem> problems = new ArrayList<>();

  /** What those held that are no more. */
  private CheckpointState closed = CheckpointState.empty("closed");

  Streams(InputStream standardInput, Map<String, String> environment, boolean once) {
    this.standardInput = standardInput;
    this.environment = environment;
    this.once = once;
  }

  Collection<Stream> all() {
    return streams.values();
  }

  List<FileProblem> problems() {
    return problems;
  }

  /** What the checkpoint must hold of them, besides what it holds already. */
  CheckpointState addTo(CheckpointState state) {
    Map<String, CheckpointState.SourceState> sources = new HashMap<>(state.sources());
    Map<String, String> positions = new HashMap<>(state.positions());
    sources.putAll(closed.sources());
    positions.putAll(closed.positions());
    for (Stream stream : streams.values()) {
      sources.putAll(stream.state());
      String position = stream.position();
      if (position != null) {
        positions.put(stream.name(), position);
      }
    }
    return new CheckpointState(
        state.shipper(), sources, state.started(), positions, state.zones(), state.error());
  }

  /**
   * Opens what is new among the inputs, closes what is not among them any more.
   *
   * @param strict whether one that cannot be opened is an error, else a problem that is reported
   */
  void use(List<Input> inputs, CheckpointState state, TailSettings settings, boolean strict)
      throws IOException {
    List<Stream> gone =
        streams.values().stream().filter(stream -> !inputs.contains(stream.input())).toList();
    gone.forEach(Stream::close);
    closed = addTo(closed);
    streams.values().removeAll(gone);
    problems.clear();
    for (Input input : inputs) {
      if (isStream(input) && !streams.containsKey(input)) {
        try {
          open(input, state, settings);
        } catch (IOException e) {
          if (strict) {
            throw e;
          }
          problems.add(
              new FileProblem(
                  Path.of(input.name()),
                  FileProblem.Kind.UNREADABLE,
                  String.valueOf(e.getMessage()),
                  true));
        }
      }
    }
  }

  void close() {
    streams.values().forEach(Stream::close);
  }

  private static boolean isStream(Input input) {
    return !(input instanceof Input.Files) && !(input instanceof Input.Docker);
  }

  private void open(Input input, CheckpointState state, TailSettings settings) throws IOException {
    CheckpointState known = addTo(state);
    String position = known.positions().get(input.name());
    Feed feed = feed(input, position);
    feed.open();
    Stream stream = new Stream(input, feed, new Intake(settings, known.sources()), position);
    streams.put(input, stream);
    stream.start();
  }

  private Feed feed(Input input, @org.jspecify.annotations.Nullable String position) {
    if (input instanceof Input.Pipe pipe) {
      Source source = pipe.naming().named(pipe.source());
      source = source.zone() == null ? source.withZone(ZoneId.systemDefault()) : source;
      return pipe.path() == null
          ? PipeFeed.of(source, standardInput)
          : PipeFeed.at(source, pipe.path());
    }
    if (input instanceof Input.Journal journal) {
      return new JournalFeed(journal, !once, position, environment);
    }
    Input.Syslog syslog = (Input.Syslog) input;
    return syslog.tcp() ? new SyslogConnections(syslog) : new SyslogDatagrams(syslog);
  }
}

package io.logtriage.streams.scan;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.files.SourceFiles;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.IncidentStore;
import io.logtriage.streams.incident.IncidentTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads files to incidents: the same engine and tracking as the topology, with the sources' own
 * times for a clock and nothing else, so that the same files always give the same bytes. What is
 * open at the end stays open.
 *
 * <p>Memory depends on the number of sources and of open incidents, not on the size of files.
 */
public final class Scan {
  /** Files open at the same time. */
  private static final int MAX_OPEN_FILES = 128;

  private final Engine engine;
  private final List<SourceFiles> sources;
  private final int chunk;
  private final int threads;

  /**
   * @param sources in any order; the order makes no difference to incidents
   */
  public Scan(Engine engine, List<SourceFiles> sources) {
    this(engine, sources, 1);
  }

  /**
   * @param threads that read; how many makes no difference to incidents, and one source is read by
   *     one at a time
   */
  public Scan(Engine engine, List<SourceFiles> sources, int threads) {
    this(engine, sources, threads, SourceReader.CHUNK_LINES);
  }

  /**
   * @param chunk lines read of one source at a time, which makes no difference to incidents
   */
  Scan(Engine engine, List<SourceFiles> sources, int threads, int chunk) {
    this.chunk = chunk;
    this.threads = threads;
    this.engine = requireNonNull(engine, "engine is null");
    this.sources = List.copyOf(sources);
  }

  /**
   * Reads all, once; problems with single files are part of the result.
   *
   * @param changes hears of every incident as it opens, changes and resolves, in order of time
   */
  public ScanResult run(Changes changes) {
    IncidentTracker tracker = new IncidentTracker(engine.catalogue(), IncidentStore.none());
    OpenFiles openFiles = new OpenFiles(MAX_OPEN_FILES, sources.size() < threads);
    List<SourceReader> readers = new ArrayList<>();
    for (SourceFiles source : sources) {
      readers.add(new SourceReader(source, engine, chunk, openFiles));
    }
    try {
      OrderedTracking tracking = new OrderedTracking(tracker, changes);
      merge(readers, tracking);
      readers.forEach(reader -> tracking.reached(reader.deployment(), reader.clock()));
      tracking.finish();
    } finally {
      close(openFiles);
    }
    return new ScanResult(
        readers.stream().map(SourceReader::ledger).toList(),
        readers.stream().map(SourceReader::overview).toList(),
        readers.stream().flatMap(reader -> reader.problems().stream()).toList(),
        tracker.counts());
  }

  private void merge(List<SourceReader> readers, OrderedTracking tracking) {
    if (threads == 1) {
      new FindingMerge(readers).run(tracking);
      return;
    }
    try (ReadAhead ahead = new ReadAhead(readers, threads)) {
      new FindingMerge(ahead.start()).run(tracking);
    }
  }

  private static void close(OpenFiles openFiles) {
    try {
      openFiles.closeAll();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a log file that was read", e);
    }
  }
}

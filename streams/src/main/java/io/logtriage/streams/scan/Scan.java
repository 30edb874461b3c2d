package io.logtriage.streams.scan;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.Engine;
import io.logtriage.patterns.Finding;
import io.logtriage.patterns.files.FileProblem;
import io.logtriage.patterns.files.SourceFiles;
import io.logtriage.streams.incident.Changes;
import io.logtriage.streams.incident.DeploymentBatch;
import io.logtriage.streams.incident.IncidentStore;
import io.logtriage.streams.incident.IncidentTracker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  private static final String FEED = "scan";

  private final Engine engine;
  private final List<SourceFiles> sources;
  private final List<FileProblem> problems = new ArrayList<>();

  /** Deployments' clocks: the greatest time handed to tracking so far. */
  private final Map<String, Long> clocks = new LinkedHashMap<>();

  /**
   * @param sources in any order; the order makes no difference to incidents
   */
  public Scan(Engine engine, List<SourceFiles> sources) {
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
    OpenFiles openFiles = new OpenFiles(MAX_OPEN_FILES);
    List<SourceReader> readers = new ArrayList<>();
    for (SourceFiles source : sources) {
      readers.add(new SourceReader(source, engine, openFiles, problems::add));
    }
    try {
      new FindingMerge(readers)
          .run((deployment, finding) -> track(tracker, deployment, finding, changes));
      finish(tracker, readers, changes);
    } finally {
      close(openFiles);
    }
    return new ScanResult(
        readers.stream().map(SourceReader::ledger).toList(), problems, tracker.counts());
  }

  private void track(IncidentTracker tracker, String deployment, Finding finding, Changes changes) {
    if (!finding.undated()) {
      clocks.merge(deployment, finding.first(), Math::max);
    }
    apply(tracker, deployment, List.of(finding), changes);
  }

  /** Lines without a symptom move the clock, too: up to the last line of the deployment. */
  private void finish(IncidentTracker tracker, List<SourceReader> readers, Changes changes) {
    for (SourceReader reader : readers) {
      clocks.merge(reader.deployment(), reader.clock(), Math::max);
    }
    clocks.keySet().forEach(deployment -> apply(tracker, deployment, List.of(), changes));
    tracker.flush(changes);
  }

  private void apply(
      IncidentTracker tracker, String deployment, List<Finding> findings, Changes changes) {
    long clock = clocks.getOrDefault(deployment, Long.MIN_VALUE);
    tracker.apply(new DeploymentBatch(deployment, FEED, clock, findings), 0, changes);
  }

  private static void close(OpenFiles openFiles) {
    try {
      openFiles.closeAll();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close a log file that was read", e);
    }
  }
}

package io.logtriage.streams.scan;

import io.logtriage.patterns.files.FileProblem;
import io.logtriage.streams.incident.TrackerCounts;
import java.util.List;

/**
 * What a scan read.
 *
 * @param sources a ledger for each, in the order in which they were given
 * @param overviews of the same sources; with an engine that collects it, what was not understood
 * @param problems files that could not be read, or not to their end
 * @param counts what tracking held at the end and what it left out
 */
public record ScanResult(
    List<SourceLedger> sources,
    List<SourceOverview> overviews,
    List<FileProblem> problems,
    TrackerCounts counts) {

  public ScanResult {
    sources = List.copyOf(sources);
    overviews = List.copyOf(overviews);
    problems = List.copyOf(problems);
  }

  /** Whether every line of every source is accounted for. */
  public boolean balanced() {
    return sources.stream().allMatch(SourceLedger::balanced);
  }
}

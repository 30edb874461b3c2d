package io.logtriage.ingest;

import io.logtriage.patterns.files.FileProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a shipper is.
 *
 * @param files files and pipes that are followed
 * @param linesRead since the start
 * @param linesAcknowledged since the start, by the broker
 * @param linesCut lines over the limit, of which only the beginning was sent
 * @param linesLost by input: lines that came and could not be taken, as far as that is known
 * @param lag bytes of plain files that are there and not acknowledged
 * @param problems paths that are not read, and why
 * @param notes what had to be assumed of the sources, to be said aloud
 * @param error what stands in the way right now, null when nothing does
 * @param caughtUp whether all that was there at the last look is acknowledged
 */
public record ShipperStatus(
    State state,
    int files,
    long linesRead,
    long linesAcknowledged,
    long linesCut,
    Map<String, Long> linesLost,
    long lag,
    List<FileProblem> problems,
    List<String> notes,
    @Nullable String error,
    boolean caughtUp) {

  public ShipperStatus {
    linesLost = Map.copyOf(linesLost);
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** Where in its life it is. */
  public enum State {
    CREATED,
    /** Reading what stood in the files before it came. */
    HISTORY,
    FOLLOWING,
    /** Told to ship once, and done. */
    DONE,
    /** Cannot go on; {@link #error()} says why. */
    FAILED,
    CLOSED
  }
}

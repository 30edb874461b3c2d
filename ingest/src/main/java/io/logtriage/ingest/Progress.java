package io.logtriage.ingest;

import io.logtriage.ingest.ShipperStatus.State;
import io.logtriage.patterns.files.FileProblem;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How far the shipper's thread is, for other threads to look at and wait for. */
final class Progress {
  private final Counters counters = new Counters();
  private State state = State.CREATED;
  private @Nullable String error;
  private List<FileProblem> problems = List.of();
  private Map<String, Long> lost = Map.of();
  private List<String> notes = List.of();
  private int files;
  private long lag;
  private boolean caughtUp;

  /** How many looks at all files were begun, and which of them was the last to find nothing. */
  private long looks;

  private long looksCaughtUp = -1;
  private int waiting;

  Counters counters() {
    return counters;
  }

  synchronized void state(State newState) {
    if (state != State.FAILED && state != State.CLOSED) {
      state = newState;
    }
    notifyAll();
  }

  synchronized void error(@Nullable String newError) {
    error = newError;
  }

  synchronized void failed(String reason) {
    error = reason;
    state = State.FAILED;
    notifyAll();
  }

  synchronized void files(
      int newFiles, long newLag, List<FileProblem> newProblems, Map<String, Long> newLost) {
    files = newFiles;
    lag = newLag;
    problems = newProblems;
    lost = newLost;
  }

  synchronized void notes(Collection<String> newNotes) {
    notes = List.copyOf(newNotes);
  }

  /** A look at all files begins. */
  synchronized long look() {
    return ++looks;
  }

  /** The result of a look. */
  synchronized void looked(long look, boolean foundNothing) {
    caughtUp = foundNothing;
    if (foundNothing) {
      looksCaughtUp = look;
      notifyAll();
    }
  }

  /** Whether somebody waits for the next look. */
  synchronized boolean awaited() {
    return waiting > 0;
  }

  /** Waits for a look that begins from now on and finds all acknowledged. */
  synchronized boolean awaitCaughtUp(Duration atMost) throws InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    long from = looks;
    waiting++;
    try {
      while (looksCaughtUp <= from && state != State.DONE) {
        long rest = (deadline - System.nanoTime()) / 1_000_000;
        if (rest <= 0 || state == State.FAILED || state == State.CLOSED) {
          return false;
        }
        wait(rest);
      }
      return true;
    } finally {
      waiting--;
    }
  }

  synchronized ShipperStatus status() {
    return new ShipperStatus(
        state,
        files,
        counters.linesRead(),
        counters.linesAcknowledged(),
        counters.linesCut(),
        lost,
        lag,
        problems,
        notes,
        error,
        caughtUp || state == State.DONE);
  }
}

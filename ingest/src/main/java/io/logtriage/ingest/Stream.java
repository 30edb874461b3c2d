package io.logtriage.ingest;

import io.logtriage.ingest.CheckpointState.SourceState;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of a {@link Feed}. What the broker has not acknowledged when the shipper is killed is lost
 * with the feed, unless the feed can be read again from a position.
 */
final class Stream implements LineSource {
  private final Input input;
  private final Feed feed;
  private final Intake intake;
  private final Thread thread = new Thread(this::read, "logtriage-feed");
  private volatile boolean ended;
  private volatile @Nullable IOException failure;
  private @Nullable String position;

  /** Under way, oldest first. */
  private final Deque<Intake.Packed> unacknowledged = new ArrayDeque<>();

  /** To be sent again. */
  private final Deque<Intake.Packed> again = new ArrayDeque<>();

  /**
   * @param position what {@link #position()} was at the end of the run before
   */
  Stream(Input input, Feed feed, Intake intake, @Nullable String position) {
    this.input = input;
    this.feed = feed;
    this.intake = intake;
    this.position = position;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  Input input() {
    return input;
  }

  Map<String, SourceState> state() {
    return intake.state();
  }

  /** Up to here the feed need not be read again; null when nothing is known. */
  @Nullable String position() {
    return position;
  }

  /** What was under way is lost: it must be sent once more. */
  void rewind() {
    while (!unacknowledged.isEmpty()) {
      again.addFirst(unacknowledged.removeLast());
    }
  }

  @Override
  public String name() {
    return input.name();
  }

  @Override
  public @Nullable Chunk next() throws IOException {
    Intake.Packed packed = again.isEmpty() ? intake.poll() : again.poll();
    if (packed != null) {
      unacknowledged.add(packed);
      return new Chunk(this, packed.record(), this::acknowledged);
    }
    IOException failed = failure;
    if (failed != null) {
      throw failed;
    }
    return null;
  }

  private void acknowledged() {
    Intake.Packed first = unacknowledged.remove();
    position = first.position() == null ? position : first.position();
  }

  @Override
  public boolean takeUnsaved() {
    return intake.takeUnsaved();
  }

  @Override
  public boolean atEnd() {
    return intake.isEmpty() && again.isEmpty() && unacknowledged.isEmpty();
  }

  /** Whether nothing more will come. */
  boolean ended() {
    return ended;
  }

  @Override
  public long lag() {
    return intake.lag();
  }

  long lost() {
    return feed.lost();
  }

  @Override
  public void close() {
    feed.close();
    thread.interrupt();
  }

  private void read() {
    try {
      feed.run(intake);
      intake.flush(null);
    } catch (IOException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended = true;
    }
  }
}

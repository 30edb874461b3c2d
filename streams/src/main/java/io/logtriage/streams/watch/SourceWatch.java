package io.logtriage.streams.watch;

import static java.util.Objects.requireNonNull;

import io.logtriage.patterns.FormatDrift;
import io.logtriage.patterns.catalogue.PipelineCondition;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Watches one source: what is wrong is told at once, then once a minute as long as it lasts, which
 * keeps its incident open. Hears of live lines only: history has neither rhythm nor arrival.
 */
public final class SourceWatch {
  /** What is wrong is told again after so long, milliseconds of the wall. */
  private static final long AGAIN = 60_000;

  /** A source is forgotten after so much silence, milliseconds. */
  private static final long GONE = Duration.ofDays(7).toMillis();

  private final WatchOptions options;
  private final long floor;
  private final long declared;
  private final Rhythm rhythm = new Rhythm();
  private final ClockSkew skew = new ClockSkew();
  private final Map<PipelineCondition, Long> told = new EnumMap<>(PipelineCondition.class);
  private boolean silent;

  /** Who is told what is wrong. */
  @FunctionalInterface
  public interface Trouble {
    /**
     * Takes one observation.
     *
     * @param message what a person reads, without the source's name
     */
    void seen(PipelineCondition condition, String message);
  }

  public SourceWatch(WatchOptions options, String sourceKey) {
    this.options = requireNonNull(options, "options is null");
    this.floor = options.silence().toMillis();
    Duration said = options.declaredFor(sourceKey);
    this.declared = said == null ? -1 : said.toMillis();
  }

  /** Live lines came at {@code ingest}; {@code time} is that of the last dated one. */
  public void heard(long time, long ingest) {
    if (options.on()) {
      rhythm.heard(ingest);
      silent = false;
      skew.heard(time, ingest, options.skew().toMillis());
    }
  }

  /** Tells what the lines just heard have shown. */
  public void look(@Nullable FormatDrift drift, long now, Trouble trouble) {
    if (!options.on()) {
      return;
    }
    if (skew.steady() && due(PipelineCondition.CLOCK_SKEW, now)) {
      trouble.seen(PipelineCondition.CLOCK_SKEW, Wording.skew(skew.behind()));
    }
    if (drift != null && due(PipelineCondition.FORMAT_DRIFT, now)) {
      trouble.seen(PipelineCondition.FORMAT_DRIFT, Wording.drift(drift));
    }
  }

  /** Tells a condition that others have seen, once a minute. */
  public void tell(PipelineCondition condition, String message, long now, Trouble trouble) {
    if (options.on() && due(condition, now)) {
      trouble.seen(condition, message);
    }
  }

  /** When silence is to be looked for, epoch milliseconds; {@link Long#MAX_VALUE} for never. */
  public long silentFrom() {
    long allowed = allowed();
    return allowed == Long.MAX_VALUE ? allowed : rhythm.last() + allowed;
  }

  /**
   * Tells silence.
   *
   * @param heardUpTo everything that came before was heard
   * @param listeningSince before that nothing could have been heard
   */
  public void listen(long heardUpTo, long listeningSince, long now, Trouble trouble) {
    long allowed = allowed();
    if (allowed == Long.MAX_VALUE) {
      return;
    }
    long silence = heardUpTo - rhythm.last();
    if (silence >= Math.max(GONE, 2 * allowed)) {
      rhythm.forget();
      silent = false;
      return;
    }
    silent |= heardUpTo - Math.max(rhythm.last(), listeningSince) >= allowed;
    if (silent && due(PipelineCondition.SILENCE, now)) {
      trouble.seen(
          PipelineCondition.SILENCE,
          Wording.silence(
              silence, declared >= 0 ? declared : rhythm.longestPause(), declared >= 0));
    }
  }

  private long allowed() {
    if (!options.on() || !rhythm.everHeard()) {
      return Long.MAX_VALUE;
    }
    return declared >= 0 ? declared : rhythm.allowed(floor, options.learning().toMillis());
  }

  private boolean due(PipelineCondition condition, long now) {
    Long before = told.get(condition);
    if (before != null && now >= before && now - before < AGAIN) {
      return false;
    }
    told.put(condition, now);
    return true;
  }

  /** All that must survive a restart, as numbers; empty before anything was heard. */
  public long[] state() {
    if (!rhythm.everHeard()) {
      return new long[0];
    }
    long[] numbers = new long[Rhythm.NUMBERS + 1];
    rhythm.write(numbers);
    numbers[Rhythm.NUMBERS] = silent ? 1 : 0;
    return numbers;
  }

  /** Goes on from {@link #state}; of another version's numbers nothing is taken. */
  public void restore(long[] numbers) {
    if (numbers.length == Rhythm.NUMBERS + 1) {
      rhythm.read(numbers);
      silent = numbers[Rhythm.NUMBERS] == 1;
    }
  }
}

package io.logtriage.streams;

import org.jspecify.annotations.Nullable;

/**
 * How far a replay has come.
 *
 * @param running whether its threads have their partitions
 * @param bytesTaken of records that detection has taken since the start of this instance
 * @param findingsTracked since the start of this instance
 * @param inputEnded whether all input was taken
 * @param done whether all of it was tracked; closing then makes it last
 * @param failure what failed last, null when nothing did
 */
public record ReplayStatus(
    boolean running,
    long bytesTaken,
    long findingsTracked,
    boolean inputEnded,
    boolean done,
    @Nullable String failure) {}

package io.logtriage.app.notify;

/**
 * How far telling has come.
 *
 * @param ready whether nothing stands in the way
 * @param caughtUp everything on the topic was read, and nothing waits to be told
 * @param waiting incidents with news that is not told yet
 * @param told events told since the start
 * @param refused events that the receiver will never take
 * @param trouble what stands in the way, in one line; empty when nothing does
 * @param failed whether it has ended because of that
 */
public record NotifierStatus(
    boolean ready,
    boolean caughtUp,
    long waiting,
    long told,
    long refused,
    String trouble,
    boolean failed) {}

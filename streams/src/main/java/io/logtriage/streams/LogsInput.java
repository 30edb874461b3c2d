package io.logtriage.streams;

import io.logtriage.patterns.wire.DeadLetter;
import io.logtriage.patterns.wire.WireHeader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One record of {@code logs} as it came, without Kafka's types.
 *
 * @param ingest when it came, epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogsInput(
    byte @Nullable [] key,
    byte @Nullable [] value,
    List<WireHeader> headers,
    DeadLetter.Origin.TopicRecord origin,
    long ingest) {}

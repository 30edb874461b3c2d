/**
 * The Kafka Streams topology from {@code logs} to {@code incidents}, and running it: {@link
 * io.logtriage.streams.TopicSetup} makes the topics, {@link io.logtriage.streams.IncidentStreams}
 * starts, checks and closes, {@link io.logtriage.streams.IncidentReader} reads what comes out.
 *
 * <p>{@link io.logtriage.streams.incident} holds the pure tracking; the processors here are thin.
 */
@NullMarked
package io.logtriage.streams;

import org.jspecify.annotations.NullMarked;

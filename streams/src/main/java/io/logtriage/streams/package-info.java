/**
 * The Kafka Streams topology from {@code logs} to {@code incidents}, and running it.
 *
 * <p>{@link io.logtriage.streams.incident} holds the pure tracking; the processors here are thin.
 */
@NullMarked
package io.logtriage.streams;

import org.jspecify.annotations.NullMarked;

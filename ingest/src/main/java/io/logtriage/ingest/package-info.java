/**
 * Lines from files and standard input into the topic {@code logs}: at least once, in order, with
 * positions by which repeats are dropped.
 *
 * <p>{@link io.logtriage.ingest.Shipper} runs it, {@link io.logtriage.ingest.ShipperOptions} says
 * what to ship where ({@link io.logtriage.ingest.Input}, {@link
 * io.logtriage.ingest.RedactionRules}, {@link io.logtriage.ingest.Labels}), {@link
 * io.logtriage.ingest.ShipperStatus} how far it is.
 */
@NullMarked
package io.logtriage.ingest;

import org.jspecify.annotations.NullMarked;

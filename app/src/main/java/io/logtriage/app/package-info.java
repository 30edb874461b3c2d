/**
 * The {@code logtriage} command line: the only place that wires ingest, streams, elastic and
 * embedded together. {@link io.logtriage.app.Main#run} is what tests call.
 */
@NullMarked
package io.logtriage.app;

import org.jspecify.annotations.NullMarked;

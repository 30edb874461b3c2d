/**
 * What {@code run} finds out about its own sources, besides what their lines say: silence, clocks
 * that are off, formats that change. Knows nothing of Kafka. {@link
 * io.logtriage.streams.watch.SourceWatch} is kept per source, {@link
 * io.logtriage.streams.watch.PipelineFindings} makes findings of what it tells.
 */
@NullMarked
package io.logtriage.streams.watch;

import org.jspecify.annotations.NullMarked;

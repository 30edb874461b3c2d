/**
 * Assembly: physical lines that belong together become one event, and its state becomes bytes.
 *
 * <p>{@link io.logtriage.patterns.assemble.PendingEvent} holds the one event of a source that may
 * go on; {@link io.logtriage.patterns.assemble.Raised} reads the exception out of a finished one.
 */
@NullMarked
package io.logtriage.patterns.assemble;

import org.jspecify.annotations.NullMarked;

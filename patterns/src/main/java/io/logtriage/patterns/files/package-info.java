/**
 * Reading log files: which files a path means, which of them are rotated copies of one log, and the
 * lines in them.
 *
 * <p>{@link io.logtriage.patterns.files.LogFiles} finds the sources below paths; {@link
 * io.logtriage.patterns.files.LineReader} reads whole lines in constant memory.
 */
@NullMarked
package io.logtriage.patterns.files;

import org.jspecify.annotations.NullMarked;

/** Line formats: from the bytes of a line to its time, level, pid, message and access fields. */
@NullMarked
package io.logtriage.patterns.format;

import org.jspecify.annotations.NullMarked;

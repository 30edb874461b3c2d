/** Pure byte codecs that several modules share: records on {@code logs}, dead letters, names. */
@NullMarked
package io.logtriage.patterns.wire;

import org.jspecify.annotations.NullMarked;

/** Answers whether a long-running command is alive and ready, over HTTP on this machine. */
@NullMarked
package io.logtriage.patterns.health;

import org.jspecify.annotations.NullMarked;

/** Measures what the project promises to be fast at; nothing points here. */
@NullMarked
package io.logtriage.benchmarks;

import org.jspecify.annotations.NullMarked;

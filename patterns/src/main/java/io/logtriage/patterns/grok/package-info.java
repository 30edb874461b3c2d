/**
 * Grok over hostile text: our own bounded definitions, a budget for every match, and what can be
 * known of a pattern before it runs (its constant text, its dangerous repetitions).
 *
 * <p>{@link io.logtriage.patterns.grok.GrokPattern} matches; {@link
 * io.logtriage.patterns.grok.PatternCheck} judges a pattern when it is loaded.
 */
@NullMarked
package io.logtriage.patterns.grok;

import org.jspecify.annotations.NullMarked;

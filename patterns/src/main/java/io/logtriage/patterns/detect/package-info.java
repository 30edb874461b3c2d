/**
 * Detection: from an event's bytes to the symptoms it shows.
 *
 * <p>{@link io.logtriage.patterns.detect.Detector} runs a byte automaton over the required literals
 * of all symptoms first, and grok patterns on the few candidates that are left.
 */
@NullMarked
package io.logtriage.patterns.detect;

import org.jspecify.annotations.NullMarked;

/**
 * What was not understood: events of level ERROR or worse that show no symptom, clustered by their
 * text without what varies, each cluster ready to become a symptom of its own.
 *
 * <p>{@link io.logtriage.patterns.unmatched.UnmatchedEvents} collects them per source, {@link
 * io.logtriage.patterns.unmatched.UnmatchedTemplate} is one cluster, {@link
 * io.logtriage.patterns.unmatched.SymptomDraft} a symptom file made of one.
 */
@NullMarked
package io.logtriage.patterns.unmatched;

import org.jspecify.annotations.NullMarked;

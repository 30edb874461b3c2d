package io.logtriage.streams.incident;

import io.logtriage.patterns.Finding;
import io.logtriage.patterns.Sample;

/**
 * One matching event on its way to {@code tagged-logs}.
 *
 * @param incidentId the incident it belongs to, empty while the open condition is not met
 */
public record TaggedEvent(String deployment, Finding finding, Sample sample, String incidentId) {}

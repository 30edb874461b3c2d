/**
 * What other people's shippers wrap around a line: Filebeat and Elastic Agent, Fluent Bit, Fluentd,
 * Vector, rsyslog, syslog-ng, Promtail and Loki, OpenTelemetry. {@link
 * io.logtriage.streams.envelope.EnvelopeReader} takes lines out and says whose they are. No Kafka.
 */
@NullMarked
package io.logtriage.streams.envelope;

import org.jspecify.annotations.NullMarked;

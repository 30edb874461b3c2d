/**
 * From log lines to findings, without Kafka and without Elasticsearch.
 *
 * <p>{@link io.logtriage.patterns.Engine} is the one object that examples, {@code explain}, {@code
 * evaluate}, {@code scan} and the topology share; {@link io.logtriage.patterns.SourceEngine} holds
 * what one source needs between its lines; {@link io.logtriage.patterns.Finding} is what comes out.
 */
@NullMarked
package io.logtriage.patterns;

import org.jspecify.annotations.NullMarked;

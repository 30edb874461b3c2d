/**
 * Real servers without any set-up, for the one-command start and for every integration test: a
 * Kafka broker in this process ({@link io.logtriage.embedded.EmbeddedKafka}), an Elasticsearch as a
 * child process ({@link io.logtriage.embedded.EmbeddedElasticsearch}), or both at once ({@link
 * io.logtriage.embedded.EmbeddedStack}). Nothing here runs in production.
 */
@NullMarked
package io.logtriage.embedded;

import org.jspecify.annotations.NullMarked;

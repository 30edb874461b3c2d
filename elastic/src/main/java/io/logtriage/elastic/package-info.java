/**
 * Incidents and tagged logs in Elasticsearch: {@link io.logtriage.elastic.IndexSetup} puts
 * templates and aliases, {@link io.logtriage.elastic.Indexer} writes what the topics hold, {@link
 * io.logtriage.elastic.IncidentSearch} finds it again; all three stand on one {@link
 * io.logtriage.elastic.ElasticsearchConnection}.
 */
@NullMarked
package io.logtriage.elastic;

import org.jspecify.annotations.NullMarked;

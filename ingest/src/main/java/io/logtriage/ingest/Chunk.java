package io.logtriage.ingest;

import io.logtriage.patterns.wire.LogsRecord;

/**
 * A record under way, and what its acknowledgement means.
 *
 * @param acknowledged called on the shipper's thread, in the order of the source's records
 */
record Chunk(LineSource source, LogsRecord record, Runnable acknowledged) {}

/**
 * From findings to incidents: opened, updated, linked to their cause, resolved, reopened, merged.
 * Pure: nothing here knows of Kafka (a test checks that).
 */
@NullMarked
package io.logtriage.streams.incident;

import org.jspecify.annotations.NullMarked;

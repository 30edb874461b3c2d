/**
 * Files to incidents in one process, without any server: {@link io.logtriage.streams.scan.Scan}
 * reads the sources side by side in order of time, {@link io.logtriage.streams.scan.TimedExamples}
 * does the same with a catalogue's examples. Pure: nothing here knows of Kafka (a test checks
 * that).
 */
@NullMarked
package io.logtriage.streams.scan;

import org.jspecify.annotations.NullMarked;

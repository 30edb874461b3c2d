package io.logtriage.streams.incident;

/**
 * What a tracker holds and what it left out.
 *
 * @param deployments deployments heard of
 * @param open incidents that are open
 * @param closed incidents that are closed and still in state
 * @param absorbed findings that another symptom of the same process explains
 * @param late findings older than what is kept: they open incidents of their own
 * @param unopened findings that never met their open condition
 * @param untagged matching events not written to {@code tagged-logs}: their incident has its share
 * @param unlinked changes after which only the latest possible effects were asked again
 */
public record TrackerCounts(
    long deployments,
    long open,
    long closed,
    long absorbed,
    long late,
    long unopened,
    long untagged,
    long unlinked) {}

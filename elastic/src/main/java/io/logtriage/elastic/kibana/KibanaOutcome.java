package io.logtriage.elastic.kibana;

/**
 * What an import did.
 *
 * @param created objects that were not there before
 * @param replaced objects that were
 */
public record KibanaOutcome(int created, int replaced) {}

package io.logtriage.elastic.kibana;

/**
 * What an import did.
 *
 * @param created objects that were not there before
 * @param replaced objects that were
 * @param renamed objects that got another id, because another space has one of theirs: links do not
 *     lead to them
 */
public record KibanaOutcome(int created, int replaced, int renamed) {}

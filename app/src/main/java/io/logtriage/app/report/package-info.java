/**
 * A post-mortem that a person can send: {@link io.logtriage.app.report.PostMortem} is what it says,
 * {@link io.logtriage.app.report.HtmlReport} and {@link io.logtriage.app.report.MarkdownReport} are
 * its two forms. All text that comes from logs goes through {@link
 * io.logtriage.app.report.Escaped}.
 */
@NullMarked
package io.logtriage.app.report;

import org.jspecify.annotations.NullMarked;

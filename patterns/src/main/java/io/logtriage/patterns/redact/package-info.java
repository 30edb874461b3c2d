/**
 * Redaction: {@link io.logtriage.patterns.redact.Redactor} takes secrets out of lines before
 * anything of ours is stored or sent; it runs in the shipper and again where records are decoded.
 */
@NullMarked
package io.logtriage.patterns.redact;

import org.jspecify.annotations.NullMarked;

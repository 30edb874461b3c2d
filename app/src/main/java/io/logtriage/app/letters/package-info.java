/**
 * The dead letters topic from its reader's side: {@link io.logtriage.app.letters.LetterBox} reads
 * it, {@link io.logtriage.app.letters.Resending} sends letters back to where they came from.
 */
@NullMarked
package io.logtriage.app.letters;

import org.jspecify.annotations.NullMarked;

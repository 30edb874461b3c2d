/** Programs that others wrote, from Debian's packages, at both ends of the pipeline. */
@NullMarked
package io.logtriage.drills;

import org.jspecify.annotations.NullMarked;

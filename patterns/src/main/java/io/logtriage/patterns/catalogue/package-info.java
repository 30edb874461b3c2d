/**
 * The symptom catalogue: what a symptom is, how it is read from YAML and checked.
 *
 * <p>{@link io.logtriage.patterns.catalogue.Catalogue#builtIn()} is compiled at build time; YAML is
 * parsed at run time only for users' own files, by the same loader with the same checks.
 */
@NullMarked
package io.logtriage.patterns.catalogue;

import org.jspecify.annotations.NullMarked;

/**
 * Symptom files: from YAML to a checked {@link io.logtriage.patterns.catalogue.Catalogue}.
 *
 * <p>{@link io.logtriage.patterns.catalogue.yaml.CatalogueLoader} reads a folder, reports
 * everything that is wrong in it with file and line, and runs each symptom's examples through the
 * engine.
 */
@NullMarked
package io.logtriage.patterns.catalogue.yaml;

import org.jspecify.annotations.NullMarked;

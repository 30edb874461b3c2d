/**
 * YAML files that people write: every complaint names file and line.
 *
 * <p>{@link io.logtriage.patterns.yaml.YamlReader} reads a document, {@link
 * io.logtriage.patterns.yaml.Section} takes it apart and notes each {@link
 * io.logtriage.patterns.yaml.Problem}.
 */
@NullMarked
package io.logtriage.patterns.yaml;

import org.jspecify.annotations.NullMarked;

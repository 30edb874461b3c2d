/**
 * Why a line is what it is: {@link io.logtriage.patterns.explain.Explainer} runs text through the
 * engine's own parser, assembler and detector and writes down what each of them made of it.
 */
@NullMarked
package io.logtriage.patterns.explain;

import org.jspecify.annotations.NullMarked;

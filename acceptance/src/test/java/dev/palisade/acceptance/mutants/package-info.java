/**
 * Keeps the engine's deliberately broken variants fit to be run; {@code acceptance/mutants/run} runs them. No mutant is run, and no system started, here.
 * Invariant: whoever changes what a mutant breaks learns of it in the same build.
 */
@NullMarked
package dev.palisade.acceptance.mutants;

import org.jspecify.annotations.NullMarked;

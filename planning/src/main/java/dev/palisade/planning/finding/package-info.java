/**
 * Preflight results as data: a code, its arguments, a field and whose move it is. Sentences are made at the edge, per language, by
 * {@link dev.palisade.planning.finding.FindingText} from {@code findings_<language>.properties}, what arguments say in words from {@code
 * phrases_<language>.properties}, and what stands in the way (also of Azure's refusals) from {@code obstacles_<language>.properties}. A
 * translation is one more such file of each.
 *
 * <p>Invariant: a finding carries no prose that the phrases do not know, so that every reader gets it in their own language.
 */
@NullMarked
package dev.palisade.planning.finding;

import org.jspecify.annotations.NullMarked;

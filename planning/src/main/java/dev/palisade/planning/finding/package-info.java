/**
 * Preflight results as data: a code, its arguments, a field and whose move it is. Sentences are made at the edge, per language,
 * by {@link dev.palisade.planning.finding.FindingText} from {@code findings_<language>.properties}: a translation is one more such file.
 *
 * <p>Invariant: a finding carries no prose, so that every reader gets it in their own language.
 */
@NullMarked
package dev.palisade.planning.finding;

import org.jspecify.annotations.NullMarked;

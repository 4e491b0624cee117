/**
 * What workflows, activities, intake and client agree on: interfaces and records. No behaviour.
 * Invariant: a record here may be in a stored history, so a field is added, never renamed or given another meaning.
 */
@NullMarked
package dev.palisade.workflows.contract;

import org.jspecify.annotations.NullMarked;

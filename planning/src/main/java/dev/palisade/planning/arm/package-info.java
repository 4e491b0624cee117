/**
 * Azure Resource Manager's nouns as values: resource IDs. No HTTP.
 * Invariant: two spellings of one ARM ID are equal here, because Azure compares them without case.
 */
@NullMarked
package dev.palisade.planning.arm;

import org.jspecify.annotations.NullMarked;

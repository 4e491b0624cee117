/**
 * JSON Schemas as we publish them, and what they say of a text that breaks them.
 * Invariant: each place that breaks a schema is told once, in the schema's own words.
 */
@NullMarked
package dev.palisade.planning.schema;

import org.jspecify.annotations.NullMarked;

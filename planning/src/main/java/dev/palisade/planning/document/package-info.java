/**
 * The document that a team sends: its JSON Schema ({@code environment-1.schema.json}, which is what we publish), the reader, and the records
 * that the planner works on. Here a document is only read and held against itself; what Azure says to it is the planner's business.
 *
 * <p>The schema names more than this version does: what is not built is seen by the kind it belongs to, and refused by a finding, never ignored.
 *
 * <p>Invariant: whatever the text, reading it gives findings and never an exception; every default stands both in the schema and in the
 * record, and a test holds the two against each other.
 */
@NullMarked
package dev.palisade.planning.document;

import org.jspecify.annotations.NullMarked;

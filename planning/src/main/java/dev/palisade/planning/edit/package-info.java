/**
 * Single operations as edits of the desired document, as JSON: what an operation does not speak of stays as its author wrote it.
 * Invariant: an edit changes the document and nothing else; what follows from it is planned like any other document.
 */
@NullMarked
package dev.palisade.planning.edit;

import org.jspecify.annotations.NullMarked;

/**
 * What several environments share: who needs what of it, who is taking something back, and to whom what was made for all falls.
 * Invariant: nothing that one environment needs may be taken back by another, in whatever order they come and go.
 */
@NullMarked
package dev.palisade.workflows.parent;

import org.jspecify.annotations.NullMarked;

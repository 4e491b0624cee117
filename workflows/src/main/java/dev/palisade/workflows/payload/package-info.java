/**
 * How values become the payloads of histories, messages and queries, and back.
 * Invariant: every client and worker of ours uses this one conversion, so that builds that know different fields understand each other.
 */
@NullMarked
package dev.palisade.workflows.payload;

import org.jspecify.annotations.NullMarked;

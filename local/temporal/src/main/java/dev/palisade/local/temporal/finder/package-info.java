/**
 * Finds the executable of the Temporal CLI, which carries the dev server, or fetches it into a cache. Starts no server.
 *
 * <p>Invariant: what is in the cache is whole. Both ways of fetching work in a directory of their own and move the finished file into its place in one step, so that an
 * interrupted or concurrent fetch is never mistaken for a CLI.
 */
@NullMarked
package dev.palisade.local.temporal.finder;

import org.jspecify.annotations.NullMarked;

/**
 * One class for each kind of resource: how it is created, changed and deleted so that nobody else's work is lost, and when it counts as
 * provisioned. Pure: makes requests, sends none.
 *
 * <p>Invariant: a write carries the strongest guard that the service offers, and what is not ours goes back as it was read.
 */
@NullMarked
package dev.palisade.activities.kind;

import org.jspecify.annotations.NullMarked;

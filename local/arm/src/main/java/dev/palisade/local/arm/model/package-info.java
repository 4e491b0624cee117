/**
 * The words of Azure Resource Manager that everything else speaks: resource ids, errors, effects.
 * Values only: nothing here knows HTTP, storage or a resource kind.
 * Invariant: an id is compared by its lower-cased key and shown in the case in which it was first written.
 */
@NullMarked
package dev.palisade.local.arm.model;

import org.jspecify.annotations.NullMarked;

/**
 * One class per kind of Azure resource: what the service accepts, refuses, fills in and shows. A new kind is one class here
 * and one line in {@code ResourceKinds}.
 * Nothing here knows HTTP, faults or the journal.
 * Invariant: a kind decides by the world and the request alone, and changes neither; what it returns is what is stored.
 */
@NullMarked
package dev.palisade.local.arm.kind;

import org.jspecify.annotations.NullMarked;

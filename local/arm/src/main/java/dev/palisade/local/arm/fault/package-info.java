/**
 * Faults by name: what may go wrong in Azure, asked for in advance and counted when it happens.
 * Invariant: a fault that did not fire says so, because a test that proves nothing must not pass.
 */
@NullMarked
package dev.palisade.local.arm.fault;

import org.jspecify.annotations.NullMarked;

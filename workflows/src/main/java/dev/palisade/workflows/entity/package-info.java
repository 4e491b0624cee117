/**
 * Entity workflows from outside: environments, parents and the register of pauses, which never end by themselves and keep what nobody else
 * keeps. Not for workflow code, which would not replay. Invariant: whoever closes one by mistake makes it forget nothing, as long as Temporal
 * has its history.
 */
@NullMarked
package dev.palisade.workflows.entity;

import org.jspecify.annotations.NullMarked;

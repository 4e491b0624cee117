/**
 * What ARM itself does for every kind of resource: finds the resource that a path names, checks versions, entity tags and
 * locks, runs long-running operations, strikes with faults, and keeps the audit log.
 * Rules of one kind are in {@code kind}; bytes on a socket are in {@code http}.
 * Invariant: a request is answered inside one exclusive section, so no two requests see each other half done.
 */
@NullMarked
package dev.palisade.local.arm.engine;

import org.jspecify.annotations.NullMarked;

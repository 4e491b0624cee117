/**
 * The pure core: from a document, an observation of Azure and the ledger to a plan and findings.
 *
 * <p>Start at {@link dev.palisade.planning.Planner}, which tells the seeds' story in their order: network, compute, clusters, attachments, doors. A new
 * kind of resource is one class in {@link dev.palisade.planning.kind} and one line in the planner's list. What a team sends is in {@link
 * dev.palisade.planning.document}, what comes out in {@link dev.palisade.planning.plan}, what is wrong in {@link
 * dev.palisade.planning.finding}.
 *
 * <p>Invariant: no clock, no randomness, no I/O but resources of the class path; the same arguments always give the same plan. A planner may
 * thus be changed without breaking the replay of a running request, and be tested by tables.
 */
@NullMarked
package dev.palisade.planning;

import org.jspecify.annotations.NullMarked;

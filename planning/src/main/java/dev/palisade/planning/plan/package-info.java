/**
 * The plan: what would be changed, as data. Nothing here knows how a change is made.
 *
 * <p>A step changes one resource and names, as deltas, only the fields and list elements that it touches. {@link
 * dev.palisade.planning.plan.DeltaComparison} is the one place that says whether a resource is as before, as after or otherwise: whoever
 * writes, verifies or takes back asks it. {@link dev.palisade.planning.plan.PlanHash} is the name by which a person approves.
 *
 * Invariant: a plan is immutable, and its hash covers exactly what a person would approve.
 */
@NullMarked
package dev.palisade.planning.plan;

import org.jspecify.annotations.NullMarked;

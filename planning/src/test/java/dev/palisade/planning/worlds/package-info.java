/**
 * Random worlds: what is there in Azure beforehand, environments that share some of it, requests, faults and strangers' changes in any order,
 * run through the planner and the ledger in the order in which the workflows call them, and judged against a world in which Palisade never was.
 *
 * <p>The model of Azure ({@link dev.palisade.planning.worlds.Azure}, {@link dev.palisade.planning.worlds.Meaning}, {@link
 * dev.palisade.planning.worlds.Laws}) is written from what an operation means, and calls nothing of ours that decides. How a request runs
 * ({@link dev.palisade.planning.worlds.RequestRun}, {@link dev.palisade.planning.worlds.TakingBack}) follows the workflows; what is asked of
 * the system under proof goes through {@link dev.palisade.planning.worlds.Engine}, so that a test can break it.
 *
 * <p>Invariant: a scenario is data, and the same scenario always runs the same way; so a failing one can be shrunk and run again by its seed.
 */
package dev.palisade.planning.worlds;

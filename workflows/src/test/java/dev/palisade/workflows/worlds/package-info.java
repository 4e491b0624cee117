/**
 * Random worlds once more, this time through the interpreter: the real workflows of requests, environments and parents on a server that skips
 * time, several requests at a time, upon the model of Azure and the oracle of {@code dev.palisade.planning.worlds}.
 *
 * <p>What is played is a {@link dev.palisade.workflows.worlds.Story}; activities act on the {@link dev.palisade.workflows.worlds.Ground}, one
 * at a time, and nothing here decides what a request does.
 *
 * <p>Invariant: a story is data, and what goes wrong in it is said by plan, step and minute; so a failing one can be shrunk and told. Who is
 * faster of two activities that run at the same moment is left to chance.
 */
package dev.palisade.workflows.worlds;

/** A small world in memory and a stage to play requests on. Nothing here decides: it holds effects, and faults that tests ask for. */
package dev.palisade.workflows.fake;

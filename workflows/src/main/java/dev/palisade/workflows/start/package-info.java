/**
 * How a request's workflow is started: the one shape that the intake and the operators' commands share. Starts nothing itself, and knows no
 * client's connection. Invariant: whoever starts a request, Temporal alone says whether its id is taken.
 */
@NullMarked
package dev.palisade.workflows.start;

import org.jspecify.annotations.NullMarked;

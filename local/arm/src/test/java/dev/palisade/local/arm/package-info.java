/** The stand-in as its clients see it: over a socket, by the official SDK and by plain HTTP. */
@NullMarked
package dev.palisade.local.arm;

import org.jspecify.annotations.NullMarked;

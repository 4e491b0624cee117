/**
 * A class per subcommand, and the options that several of them share. Commands wire and print; they decide nothing.
 * Invariant: a command changes nothing that its name does not say.
 */
@NullMarked
package dev.palisade.client.command;

import org.jspecify.annotations.NullMarked;

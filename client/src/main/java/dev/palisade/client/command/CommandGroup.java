package dev.palisade.client.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A word that needs another after it: {@code storage lock}. */
abstract class CommandGroup implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    /** Without the second word: says which there are. */
    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which? " + spec.usageMessage().synopsisSubcommandLabel());
    }
}

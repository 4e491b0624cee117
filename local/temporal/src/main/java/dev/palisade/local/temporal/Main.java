package dev.palisade.local.temporal;

import picocli.CommandLine;

/** Runs a Temporal dev server in the foreground; see {@link LaunchCommand}. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Not logback.xml, which would be taken for the configuration of a process that embeds this module.
        System.setProperty("logback.configurationFile", "local-temporal-logback.xml");
        CommandLine commandLine = new CommandLine(new LaunchCommand());
        System.exit(commandLine.execute(arguments));
    }
}

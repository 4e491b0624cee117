package dev.palisade.client.command;

import dev.palisade.client.stack.Child;
import dev.palisade.client.stack.Jars;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** Runs a stand-in alone, in the foreground, with its own arguments. */
public final class StandInCommand implements Callable<Integer> {
    private final Jars jars;
    private final Jars.Jar jar;
    private final String name;

    @Parameters(arity = "0..*", paramLabel = "ARGUMENT", description = "see its own --help")
    private List<String> arguments = new ArrayList<>();

    private StandInCommand(Jars jars, Jars.Jar jar, String name) {
        this.jars = jars;
        this.jar = jar;
        this.name = name;
    }

    /** Every option is the stand-in's, {@code --help} too, so none is parsed here. */
    public static CommandSpec spec(Jars jars, Jars.Jar jar, String name, String description) {
        CommandSpec spec = CommandSpec.forAnnotatedObject(new StandInCommand(jars, jar, name));
        spec.usageMessage().description(description);
        spec.parser().unmatchedOptionsArePositionalParams(true).unmatchedArgumentsAllowed(true);
        return spec;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return Child.inForeground(jars.subcommand(jar, name, arguments));
    }
}

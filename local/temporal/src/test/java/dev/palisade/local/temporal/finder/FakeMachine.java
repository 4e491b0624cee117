package dev.palisade.local.temporal.finder;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** A machine told in a few lines: variables, executables, and what commands answer. */
final class FakeMachine implements Machine {
    static final String GREETING = "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)\n";

    final Map<String, String> environment = new HashMap<>();
    final Set<Path> executables = new HashSet<>();
    final Set<Path> impostors = new HashSet<>();
    final List<List<String>> commands = new ArrayList<>();
    Function<List<String>, CommandResult> python = command -> new CommandResult(false, -1, "no such file: python3");

    @Override
    public String executableName() {
        return "temporal";
    }

    @Override
    public Optional<String> environmentVariable(String name) {
        return Optional.ofNullable(environment.get(name));
    }

    @Override
    public boolean isExecutableFile(Path path) {
        return executables.contains(path) || (Files.isExecutable(path) && Files.isRegularFile(path));
    }

    @Override
    public CommandResult run(List<String> command, Duration limit) {
        commands.add(command);
        if (command.get(0).equals("python3")) {
            return python.apply(command);
        }
        boolean impostor = impostors.contains(Path.of(command.get(0)));
        return impostor ? new CommandResult(true, 64, "usage: temporal LOGIC") : new CommandResult(true, 0, GREETING);
    }
}

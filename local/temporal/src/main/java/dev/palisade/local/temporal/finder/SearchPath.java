package dev.palisade.local.temporal.finder;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The first CLI in the directories of the {@code PATH}. */
record SearchPath(Machine machine) implements Way {
    @Override
    public String name() {
        return "the PATH";
    }

    @Override
    public Answer seek() {
        List<Path> directories = directories();
        return directories.stream()
                .map(directory -> directory.resolve(machine.executableName()))
                .filter(machine::isExecutableFile)
                .findFirst()
                .map(new VersionCheck(machine)::check)
                .orElseGet(() -> new Answer.Refused(
                        "no " + machine.executableName() + " in its " + directories.size() + " directories"));
    }

    private List<Path> directories() {
        String path = machine.environmentVariable("PATH").orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList();
    }
}

package dev.palisade.local.temporal.finder;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The path in the environment variable {@value #VARIABLE}. Set but wrong, it ends the search. */
record ExplicitPath(Machine machine) implements Way {
    static final String VARIABLE = "TEMPORAL_CLI";

    @Override
    public String name() {
        return "$" + VARIABLE;
    }

    @Override
    public Answer seek() {
        return machine.environmentVariable(VARIABLE).map(this::check).orElseGet(() -> new Answer.Refused("not set"));
    }

    private Answer check(String value) {
        try {
            Path cli = Path.of(value);
            if (!machine.isExecutableFile(cli)) {
                return wrong(cli + " is not an executable file");
            }
            Answer answer = new VersionCheck(machine).check(cli);
            return answer instanceof Answer.Refused refused ? wrong(refused.reason()) : answer;
        } catch (InvalidPathException e) {
            return wrong(value + " is not a path");
        }
    }

    private static Answer wrong(String reason) {
        return new Answer.Wrong("$%s is set, but %s: correct it, or unset it to have the CLI searched for."
                .formatted(VARIABLE, reason));
    }
}

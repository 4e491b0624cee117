package dev.palisade.local.temporal.finder;

/**
 * How a command ended.
 *
 * @param started whether the command could be started at all
 * @param exitStatus its exit status; meaningless when it was not started
 * @param output what it wrote to standard output and standard error, or why it was not started
 */
record CommandResult(boolean started, int exitStatus, String output) {
    boolean succeeded() {
        return started && exitStatus == 0;
    }

    /** The last line that says something: tools put the error there. */
    String lastLine() {
        return output.lines()
                .filter(line -> !line.isBlank())
                .reduce((before, last) -> last)
                .map(String::strip)
                .orElse("no output");
    }
}

package dev.palisade.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of {@code docs/procedures}, as a machine reads it.
 *
 * @param commands the lines of its {@code sh} blocks, in their order
 * @param promised the lines of its {@code text} blocks: what the commands print, somewhere
 */
record Procedure(List<Command> commands, List<String> promised) {
    private static final Path PAGES = Path.of("..", "docs", "procedures");
    private static final Pattern EXIT = Pattern.compile("(.*?)\\s+# exits with (\\d)");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** Whose command lines a page may have. */
    enum Program {
        PALISADE("./palisade "),
        WORKER("java -jar worker/target/worker.jar "),
        TEMPORAL("temporal ");

        private final String typed;

        Program(String typed) {
            this.typed = typed;
        }

        static Program of(String line) {
            return Arrays.stream(values())
                    .filter(program -> line.startsWith(program.typed))
                    .findFirst()
                    .orElseThrow(
                            () -> new IllegalArgumentException("a page has a command of another program: " + line));
        }
    }

    /**
     * @param words after the program's
     * @param exitCode what it must exit with
     */
    record Command(Program program, List<String> words, int exitCode) {
        /** The request that it is about; empty for none, or for one that it sends itself. */
        String request() {
            boolean about = program == Program.PALISADE
                    && List.of("show", "watch", "cancel", "approve", "reject", "retry", "accept", "resume")
                            .contains(words.get(0));
            return about ? words.get(1) : "";
        }

        Command with(String word, String instead) {
            List<String> other = words.stream()
                    .map(each -> each.equals(word) ? instead : each)
                    .toList();
            return new Command(program, other, exitCode);
        }
    }

    static Procedure page(String name) {
        try {
            return of(Files.readAllLines(PAGES.resolve(name + ".md")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Procedure of(List<String> lines) {
        List<Command> commands = new ArrayList<>();
        List<String> promised = new ArrayList<>();
        String block = "";
        for (String raw : lines) {
            String line = raw.strip();
            if (line.startsWith("```")) {
                block = block.isEmpty() ? line.substring(3) : "";
            } else if (block.equals("sh")) {
                commands.add(command(line));
            } else if (block.equals("text")) {
                promised.add(line);
            }
        }
        return new Procedure(List.copyOf(commands), List.copyOf(promised));
    }

    private static Command command(String line) {
        Program program = Program.of(line);
        Matcher exit = EXIT.matcher(line);
        boolean otherwise = exit.matches();
        String text = otherwise ? exit.group(1) : line;
        List<String> words = WORD.matcher(text.substring(program.typed.length()))
                .results()
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toList();
        return new Command(program, words, otherwise ? Integer.parseInt(exit.group(2)) : 0);
    }
}

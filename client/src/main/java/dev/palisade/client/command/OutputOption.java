package dev.palisade.client.command;

import dev.palisade.client.render.JsonText;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Text for people, or JSON with stable field names for programs. */
final class OutputOption {
    @Option(
            names = "--output",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (default: text)")
    private Format format = Format.text;

    /** Spelled as people type it. */
    enum Format {
        text,
        json
    }

    void print(CommandContext context, Object record, Supplier<List<String>> text) {
        if (format == Format.json) {
            context.out().println(JsonText.of(record));
        } else {
            text.get().forEach(context.out()::println);
        }
        context.out().flush();
    }

    boolean json() {
        return format == Format.json;
    }
}

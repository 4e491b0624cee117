package dev.palisade.client.command;

import dev.palisade.client.render.Style;
import dev.palisade.client.request.MessageSender;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;

/**
 * What a command is surrounded by.
 *
 * @param home the project's root: where the jars, the examples and {@code .palisade} are
 * @param environment environment variables
 * @param clock with the zone in which times are shown
 * @param sender how messages leave
 * @param language of findings, on the screen and in outcomes
 */
public record CommandContext(
        Path home,
        Map<String, String> environment,
        PrintWriter out,
        PrintWriter err,
        Terminal terminal,
        Clock clock,
        MessageSender sender,
        ChosenLanguage language) {
    public CommandContext(
            Path home,
            Map<String, String> environment,
            PrintWriter out,
            PrintWriter err,
            Terminal terminal,
            Clock clock,
            MessageSender sender) {
        this(home, environment, out, err, terminal, clock, sender, new ChosenLanguage());
    }

    /** @param interactive whether what was printed can be drawn over */
    public record Terminal(boolean interactive, int columns) {}

    public Style style() {
        boolean colours = terminal.interactive()
                && environment.getOrDefault("NO_COLOR", "").isEmpty();
        return colours ? Style.COLOURED : Style.PLAIN;
    }

    public ZoneId zone() {
        return clock.getZone();
    }

    public Locale locale() {
        return language.locale();
    }

    public Path defaultData() {
        return home.resolve(".palisade");
    }
}

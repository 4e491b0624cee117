package dev.palisade.client.command;

import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.render.ProgressChanges;
import dev.palisade.client.render.RequestText;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.client.watch.LineScreen;
import dev.palisade.client.watch.Screen;
import dev.palisade.client.watch.TerminalScreen;
import dev.palisade.client.watch.Watch;
import java.time.Duration;

/** Watches a request on the screen that is there. */
final class Watching {
    /** From the queue to Temporal takes a moment; after this long something is wrong. */
    static final Duration ACCEPTANCE = Duration.ofMinutes(1);

    private Watching() {}

    static RequestView untilRest(
            CommandContext context, RequestReader reader, TimeScale scale, String requestId, Duration acceptance)
            throws InterruptedException {
        return new Watch(reader, screen(context, scale), Watching::sleep).untilRest(requestId, acceptance);
    }

    /** Watches, says how it ended, and returns that as an exit code. */
    static int toTheEnd(CommandContext context, TemporalConnection connection, String requestId, Duration acceptance)
            throws InterruptedException {
        TimeScale scale = connection.target().scale();
        RequestView view = untilRest(context, connection.requests(context.clock()), scale, requestId, acceptance);
        text(context, scale).ending(view).forEach(context.out()::println);
        context.out().flush();
        return view.exitCode().orElse(ExitCode.NO_OUTCOME);
    }

    static RequestText text(CommandContext context, TimeScale scale) {
        return new RequestText(scale, context.zone(), context.style(), context.locale());
    }

    static Screen screen(CommandContext context, TimeScale scale) {
        return context.terminal().interactive()
                ? new TerminalScreen(
                        context.out(), text(context, scale), context.terminal().columns())
                : new LineScreen(context.out(), new ProgressChanges(scale, context.zone()));
    }

    static void sleep(Duration duration) throws InterruptedException {
        Thread.sleep(duration.toMillis());
    }
}

package dev.palisade.client.stack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ties a child to us, on Linux with util-linux: its own session, so that a terminal's Ctrl-C reaches only us and we stop the children in
 * order; and a TERM from the kernel when the thread that started it is gone, which covers {@code kill -9}. Elsewhere the shutdown hook is all.
 */
final class Leash {
    private static final List<String> TIED = List.of("setsid", "setpriv", "--pdeathsig", "TERM");
    private static final boolean AVAILABLE = probe();

    private Leash() {}

    static List<String> on(List<String> command) {
        if (!AVAILABLE) {
            return command;
        }
        List<String> tied = new ArrayList<>(TIED);
        tied.addAll(command);
        return tied;
    }

    /** BusyBox has a setpriv too, which does not know the option. */
    private static boolean probe() {
        List<String> harmless = new ArrayList<>(TIED);
        harmless.add("true");
        try {
            return new ProcessBuilder(harmless)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

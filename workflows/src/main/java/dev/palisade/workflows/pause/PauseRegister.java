package dev.palisade.workflows.pause;

import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rules of the register, without Temporal: one pause for a scope, whose newest word counts. Every message may come twice. */
final class PauseRegister {
    private final Map<String, Pause> byScope = new LinkedHashMap<>();

    PauseRegister(List<Pause> pauses) {
        pauses.forEach(this::pause);
    }

    void pause(Pause pause) {
        String scope = key(pause.scope());
        byScope.put(scope, new Pause(scope, pause.by(), pause.reason(), pause.since()));
    }

    void unpause(String scope) {
        byScope.remove(key(scope));
    }

    List<Pause> pauses() {
        return new ArrayList<>(byScope.values());
    }

    private static String key(String scope) {
        return scope.toLowerCase(Locale.ROOT);
    }
}

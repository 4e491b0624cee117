package dev.palisade.acceptance.stack;

import dev.palisade.local.arm.ArmSimulator;
import dev.palisade.local.arm.state.AuditEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What Azure was asked and what it did: its own log. Each entry is read once, however often it is looked at. */
public final class AuditLog {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final String GROUP = "/resourcegroups/";

    private final Supplier<ArmSimulator> arm;
    private final Map<String, List<AuditEntry>> byGroup = new HashMap<>();
    private long read;

    AuditLog(Supplier<ArmSimulator> arm) {
        this.arm = arm;
    }

    /** @param scope a resource group, or a resource: what is within it counts too */
    public synchronized List<AuditEntry> within(String scope) {
        for (AuditEntry entry : arm.get().auditSince(read)) {
            byGroup.computeIfAbsent(group(entry.resource()), group -> new ArrayList<>())
                    .add(entry);
            read = entry.sequence();
        }
        String key = scope.toLowerCase(Locale.ROOT);
        return byGroup.getOrDefault(group(key), List.of()).stream()
                .filter(entry ->
                        entry.resource().equals(key) || entry.resource().startsWith(key + "/"))
                .toList();
    }

    /** The lower-cased ID up to the name of the resource group; the whole if there is none. */
    private static String group(String id) {
        int name = id.indexOf(GROUP) + GROUP.length();
        int end = id.indexOf('/', name);
        return name < GROUP.length() || end < 0 ? id : id.substring(0, end);
    }

    /** The first such entry within the scope, once it is there. @throws IllegalStateException if it does not come in time */
    public AuditEntry await(String scope, Predicate<AuditEntry> such, Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        while (Instant.now().isBefore(giveUp)) {
            Optional<AuditEntry> seen = within(scope).stream().filter(such).findFirst();
            if (seen.isPresent()) {
                return seen.get();
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new IllegalStateException("Azure was not asked that within " + patience + ", but: " + within(scope));
    }
}

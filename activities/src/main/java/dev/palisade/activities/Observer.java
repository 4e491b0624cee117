package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.ArmUnreachable;
import dev.palisade.planning.observation.Observation;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Reads what a planner asks for, several paths at a time, lists to their last page. */
final class Observer {
    /** A list that is longer than this is not one of the lists that a planner asks for. */
    private static final int MOST_PAGES = 100;

    private final ArmClient arm;
    private final StepFailures failures;
    private final Executor readers;

    /** @param readers bounds how many reads go out at a time */
    Observer(ArmClient arm, StepFailures failures, Executor readers) {
        this.arm = arm;
        this.failures = failures;
        this.readers = readers;
    }

    /** The observation with these paths read. Fails as the first read that Azure refuses, once all have ended. */
    Observation read(Observation known, Set<String> paths, Attempt attempt) {
        Map<String, CompletableFuture<Optional<JsonNode>>> reads = new LinkedHashMap<>();
        paths.forEach(path -> reads.put(path, CompletableFuture.supplyAsync(() -> find(path, attempt), readers)));
        Observation more = known;
        for (Map.Entry<String, CompletableFuture<Optional<JsonNode>>> read : reads.entrySet()) {
            more = more.with(read.getKey(), ended(read.getValue()));
        }
        return more;
    }

    private static Optional<JsonNode> ended(CompletableFuture<Optional<JsonNode>> read) {
        try {
            return read.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw wrapped;
        }
    }

    private Optional<JsonNode> find(String path, Attempt attempt) {
        Doing doing = Doing.observing(path);
        try {
            Optional<JsonNode> first = AzureCalls.found(failures, doing, arm.get(path), attempt);
            first.filter(ObjectNode.class::isInstance)
                    .map(ObjectNode.class::cast)
                    .ifPresent(list -> readOn(list, doing, attempt));
            return first;
        } catch (ArmUnreachable silence) {
            throw failures.unreachable(doing, silence);
        }
    }

    private void readOn(ObjectNode list, Doing doing, Attempt attempt) {
        for (int page = 1; list.path("nextLink").isTextual(); page++) {
            if (page > MOST_PAGES) {
                throw failures.retrying(doing, "EndlessList", "Azure's list has more than " + MOST_PAGES + " pages.");
            }
            URI link = arm.resolve(list.path("nextLink").asText())
                    .orElseThrow(() -> failures.retrying(
                            doing, "UnreadableLink", "The address of the list's next page cannot be read."));
            ArmAnswer answer = arm.follow(link);
            JsonNode next = AzureCalls.found(failures, doing, answer, attempt)
                    .orElseThrow(
                            () -> failures.retrying(doing, "PageMissing", "Azure's list changed while it was read."));
            if (list.get("value") instanceof ArrayNode values) {
                next.path("value").forEach(values::add);
            }
            list.set("nextLink", next.get("nextLink"));
        }
    }
}

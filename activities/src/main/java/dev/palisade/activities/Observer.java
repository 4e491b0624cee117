package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.ArmUnreachable;
import dev.palisade.activities.arm.VaultSecrets;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.observation.SecretReading;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Reads what a planner asks for, several paths at a time, lists to their last page. */
final class Observer {
    /** A list that is longer than this is not one of the lists that a planner asks for. */
    private static final int MOST_PAGES = 100;

    private static final int FORBIDDEN = 403;

    /** What ARM says where a service does not offer something: there it has no list at all. */
    private static final Set<String> NOT_OFFERED_THERE =
            Set.of("NoRegisteredProviderFound", "LocationNotAvailableForResourceType");

    private final ArmClient arm;
    private final VaultSecrets vaults;
    private final StepFailures failures;
    private final Executor readers;

    /** @param readers bounds how many reads go out at a time */
    Observer(ArmClient arm, VaultSecrets vaults, StepFailures failures, Executor readers) {
        this.arm = arm;
        this.vaults = vaults;
        this.failures = failures;
        this.readers = readers;
    }

    /** The observation with these paths read. Fails as the first read that Azure refuses, once all have ended. */
    Observation read(Observation known, Set<String> paths, Attempt attempt) {
        return readAll(known, paths, path -> {
            Optional<JsonNode> found =
                    SecretReading.isSecret(path) ? Optional.of(tried(path)) : found(path, get(path), attempt);
            return seen -> seen.with(path, found);
        });
    }

    /** Whether a secret can be read. What it says is dropped here. */
    private JsonNode tried(String secret) {
        Doing doing = Doing.observing(secret);
        try {
            VaultSecrets.Read read = vaults.read(secret);
            if (read.isTransient()) {
                throw failures.retrying(doing, read.error().code(), read.error().message());
            }
            return read.reading().observed();
        } catch (ArmUnreachable silence) {
            throw failures.unreachable(doing, silence);
        }
    }

    /** The same for what a plan can do without: what we may not read, or the region does not have, is known to be that, and nothing fails. */
    Observation readIfAllowed(Observation known, Set<String> paths, Attempt attempt) {
        return readAll(known, paths, path -> {
            ArmAnswer answer = get(path);
            if (answer.status() == FORBIDDEN || isNotOfferedThere(answer)) {
                return seen -> seen.withForbidden(path);
            }
            Optional<JsonNode> found = found(path, answer, attempt);
            return seen -> seen.with(path, found);
        });
    }

    private static boolean isNotOfferedThere(ArmAnswer answer) {
        return !answer.isSuccess() && answer.error().codes().stream().anyMatch(NOT_OFFERED_THERE::contains);
    }

    private Observation readAll(
            Observation known, Set<String> paths, Function<String, UnaryOperator<Observation>> reading) {
        List<CompletableFuture<UnaryOperator<Observation>>> reads = paths.stream()
                .map(path -> CompletableFuture.supplyAsync(() -> reading.apply(path), readers))
                .toList();
        Observation more = known;
        for (CompletableFuture<UnaryOperator<Observation>> read : reads) {
            more = ended(read).apply(more);
        }
        return more;
    }

    private static UnaryOperator<Observation> ended(CompletableFuture<UnaryOperator<Observation>> read) {
        try {
            return read.join();
        } catch (CompletionException wrapped) {
            if (wrapped.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw wrapped;
        }
    }

    private ArmAnswer get(String path) {
        return AzureCalls.answered(failures, Doing.observing(path), () -> arm.get(path));
    }

    private Optional<JsonNode> found(String path, ArmAnswer answer, Attempt attempt) {
        Doing doing = Doing.observing(path);
        Optional<JsonNode> first = AzureCalls.found(failures, doing, answer, attempt);
        first.filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast)
                .ifPresent(list -> readOn(list, doing, attempt));
        return first;
    }

    private void readOn(ObjectNode list, Doing doing, Attempt attempt) {
        for (int page = 1; list.path("nextLink").isTextual(); page++) {
            if (page > MOST_PAGES) {
                throw failures.retrying(doing, "EndlessList", "Azure's list has more than " + MOST_PAGES + " pages.");
            }
            URI link = arm.resolve(list.path("nextLink").asText())
                    .orElseThrow(() -> failures.retrying(
                            doing, "UnreadableLink", "The address of the list's next page cannot be read."));
            ArmAnswer answer = AzureCalls.answered(failures, doing, () -> arm.follow(link));
            JsonNode next = AzureCalls.found(failures, doing, answer, attempt)
                    .orElseThrow(
                            () -> failures.retrying(doing, "PageMissing", "Azure's list changed while it was read."));
            // Every list has its elements in "value", but for that of the service tags.
            for (String elements : List.of("value", "values")) {
                if (list.get(elements) instanceof ArrayNode all) {
                    next.path(elements).forEach(all::add);
                }
            }
            list.set("nextLink", next.get("nextLink"));
        }
    }
}

package dev.palisade.activities.arm;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.workflows.contract.Operation.Style;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ARM's protocol of long-running operations, one answer at a time. The rules are those of Azure's own pollers, except that a busy or broken
 * server (408, 429, 5xx), a token that has run out (401) or an answer that broke off while polling is no end of the operation. An operation
 * that has ended well says nothing about the resource: it must be read back.
 */
public final class LongRunningOperation {
    private LongRunningOperation() {}

    /** Where an operation stands. */
    public sealed interface Progress {
        /** Azure says that it is done. */
        record Done() implements Progress {}

        /**
         * @param url of the operation, as it stands in the header; null if the resource itself tells, or if the URL asked before stays good
         * @param word what Azure calls this state
         */
        record Pending(Style style, @Nullable String url, String word) implements Progress {}

        record Failed(ArmError error) implements Progress {}
    }

    /** Reads the first answer to a write; it must be a success. */
    public static Progress first(HttpMethod method, ArmAnswer answer) {
        boolean writes = method == HttpMethod.PUT || method == HttpMethod.PATCH;
        return switch (answer.status()) {
            case 200 -> writes ? written(answer) : new Progress.Done();
            case 201 -> created(answer);
            case 202 -> accepted(answer);
            case 204 -> new Progress.Done();
            default -> failed("UnexpectedStatus", "Azure answered " + method + " with status " + answer.status() + ".");
        };
    }

    /** Reads the answer to a question after an operation. */
    public static Progress poll(Style style, ArmAnswer answer) {
        if (tellsNothing(answer.status())) {
            return new Progress.Pending(style, null, "nothing of it (status " + answer.status() + ")");
        }
        if (style == Style.ASYNC_OPERATION && answer.status() == 200 && answer.body() == null) {
            return new Progress.Pending(style, null, "something that cannot be read");
        }
        return switch (style) {
            case ASYNC_OPERATION -> pollAsyncOperation(answer);
            case LOCATION -> pollLocation(answer);
            case RESOURCE -> pollResource(answer);
        };
    }

    private static boolean tellsNothing(int status) {
        return status == 401 || status == 408 || status == 429 || status >= 500;
    }

    /** The state of a resource, as far as it tells: absent means that it is at rest. */
    public static String provisioningState(JsonNode resource) {
        return resource.path("properties").path("provisioningState").asText("Succeeded");
    }

    public static boolean isTerminal(String state) {
        return isSucceeded(state) || isFailed(state);
    }

    public static boolean isSucceeded(String state) {
        return state.equalsIgnoreCase("Succeeded");
    }

    private static boolean isFailed(String state) {
        return state.equalsIgnoreCase("Failed") || state.equalsIgnoreCase("Canceled");
    }

    private static Progress written(ArmAnswer answer) {
        // A body that cannot be read is the read-back's business: the write has been taken.
        String state = answer.body() == null ? "Succeeded" : provisioningState(answer.body());
        if (isSucceeded(state)) {
            return new Progress.Done();
        }
        return asyncOperation(answer).orElseGet(() -> byResource(state));
    }

    private static Progress created(ArmAnswer answer) {
        String state = answer.body() == null ? "Accepted" : provisioningState(answer.body());
        boolean saysSo = answer.body() != null
                && answer.body().at("/properties/provisioningState").isTextual();
        if (isSucceeded(state) && (saysSo || asyncOperation(answer).isEmpty())) {
            return new Progress.Done();
        }
        return asyncOperation(answer).orElseGet(() -> byResource(state));
    }

    private static Progress accepted(ArmAnswer answer) {
        return asyncOperation(answer)
                .or(() -> answer.header("Location").map(url -> new Progress.Pending(Style.LOCATION, url, "Accepted")))
                .orElseGet(
                        () -> failed("NoOperation", "Azure accepted the write, but named no operation to ask after."));
    }

    private static Optional<Progress> asyncOperation(ArmAnswer answer) {
        return answer.header("Azure-AsyncOperation")
                .map(url -> new Progress.Pending(Style.ASYNC_OPERATION, url, "Accepted"));
    }

    private static Progress byResource(String state) {
        return isFailed(state)
                ? failed(state, "The resource is " + state + ".")
                : new Progress.Pending(Style.RESOURCE, null, state);
    }

    private static Progress pollAsyncOperation(ArmAnswer answer) {
        if (answer.isNotFound()) {
            // Operations are forgotten after a day or so; the resource is not.
            return new Progress.Pending(Style.RESOURCE, null, "unknown (the operation has expired)");
        }
        String word = answer.body() == null ? "" : answer.body().path("status").asText("");
        if (!answer.isSuccess() || word.isEmpty()) {
            return new Progress.Failed(answer.isSuccess() ? unreadable() : answer.error());
        }
        if (isFailed(word)) {
            return new Progress.Failed(lateError(answer.body(), word));
        }
        return isSucceeded(word) ? new Progress.Done() : new Progress.Pending(Style.ASYNC_OPERATION, null, word);
    }

    private static Progress pollLocation(ArmAnswer answer) {
        return switch (answer.status()) {
            case 202 ->
                new Progress.Pending(Style.LOCATION, answer.header("Location").orElse(null), "InProgress");
            case 200, 201, 204 -> new Progress.Done();
            case 404 -> new Progress.Pending(Style.RESOURCE, null, "unknown (the operation has expired)");
            default -> new Progress.Failed(answer.error());
        };
    }

    private static Progress pollResource(ArmAnswer answer) {
        if (answer.isNotFound()) {
            return new Progress.Pending(Style.RESOURCE, null, "not there yet");
        }
        if (!answer.isSuccess() || answer.body() == null) {
            return new Progress.Failed(answer.isSuccess() ? unreadable() : answer.error());
        }
        String state = provisioningState(answer.body());
        if (isFailed(state)) {
            return new Progress.Failed(resourceError(answer.body(), state));
        }
        return isSucceeded(state) ? new Progress.Done() : new Progress.Pending(Style.RESOURCE, null, state);
    }

    /** Why a resource says that it failed; services keep it in different places, or nowhere. */
    public static ArmError resourceError(JsonNode resource, String state) {
        JsonNode reasons = resource.at("/properties/provisioningErrors");
        JsonNode information = resource.at("/properties/errorInfo");
        return ArmErrorReader.readLate(
                reasons.isArray() ? reasons : information.isObject() ? information : resource.path("error"),
                state,
                "The resource is " + state.toLowerCase(Locale.ROOT) + ".");
    }

    private static ArmError lateError(@Nullable JsonNode operation, String word) {
        return ArmErrorReader.readLate(
                operation == null ? null : operation.path("error"),
                word,
                "Azure gave the operation up without a reason.");
    }

    private static ArmError unreadable() {
        return ArmError.of("UnreadableOperation", "Azure's answer about the operation has no status that can be read.");
    }

    private static Progress failed(String code, String message) {
        return new Progress.Failed(ArmError.of(code, message));
    }
}

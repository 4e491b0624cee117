package dev.palisade.local.arm.model;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request refused; carries what is answered. */
public final class ArmException extends RuntimeException {
    private final transient ArmError error;
    private final @Nullable Duration retryAfter;

    public ArmException(ArmError error) {
        this(error, null);
    }

    /**
     * A refusal that names a wait.
     *
     * @param retryAfter in simulated time
     */
    public ArmException(ArmError error, @Nullable Duration retryAfter) {
        super(error.code() + ": " + error.message());
        this.error = error;
        this.retryAfter = retryAfter;
    }

    public static ArmException of(int status, String code, String message) {
        return new ArmException(ArmError.of(status, code, message));
    }

    public static ArmException badRequest(String code, String message) {
        return of(400, code, message);
    }

    public static ArmException badRequest(String code, String message, String target) {
        return new ArmException(ArmError.of(400, code, message).withTarget(target));
    }

    /** ARM's 404 for a resource that does not exist. */
    public static ArmException notFound(ResourceId id) {
        if (id.type().equals(ResourceId.RESOURCE_GROUP)) {
            return of(404, "ResourceGroupNotFound", "Resource group '" + id.name() + "' could not be found.");
        }
        return of(
                404,
                "ResourceNotFound",
                "The Resource '" + qualifiedName(id) + "' under resource group '"
                        + id.resourceGroup().orElse("") + "' was not found.");
    }

    private static String qualifiedName(ResourceId id) {
        int start = id.toString().toLowerCase(Locale.ROOT).lastIndexOf("/providers/");
        return id.toString().substring(start < 0 ? 0 : start + "/providers/".length());
    }

    public ArmError error() {
        return error;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}

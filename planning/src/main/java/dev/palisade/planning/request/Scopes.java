package dev.palisade.planning.request;

import dev.palisade.planning.arm.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a team may touch. A document can lead further than it names: {@code account: default} is whatever account the workspace has.
 *
 * @param allowed subscriptions, resource groups or single resources, and all below them; empty for no limit
 */
public record Scopes(List<ResourceId> allowed) {
    public Scopes {
        allowed = List.copyOf(allowed);
    }

    public static Scopes unlimited() {
        return new Scopes(List.of());
    }

    /** For what was accepted before a request carried its team's scopes. */
    public static Scopes orUnlimited(@Nullable Scopes scopes) {
        return scopes == null ? unlimited() : scopes;
    }

    public boolean allow(ResourceId resource) {
        return allowed.isEmpty() || allowed.stream().anyMatch(scope -> covers(scope.key(), resource.key()));
    }

    private static boolean covers(String scope, String resource) {
        return resource.equals(scope) || resource.startsWith(scope + "/");
    }
}

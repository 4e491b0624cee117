package dev.palisade.local.arm.kind;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What ARM knows of a resource type, as data.
 *
 * @param embeddedAs the array of the parent's properties in which these also appear; null for a resource of its own
 * @param write how PUT and PATCH run; null when they are answered at once
 * @param delete how DELETE runs; null when it is answered at once
 */
public record ResourceType(
        String name,
        List<String> apiVersions,
        Set<String> methods,
        Etags etags,
        @Nullable String embeddedAs,
        @Nullable LroStyle write,
        @Nullable LroStyle delete) {
    public ResourceType {
        apiVersions = List.copyOf(apiVersions);
        methods = Set.copyOf(methods);
    }

    /** A type whose writes are answered at once. */
    static ResourceType sync(String name, List<String> apiVersions, String... methods) {
        return new ResourceType(name, apiVersions, Set.of(methods), Etags.NONE, null, null, null);
    }

    /** A type of Microsoft.Network: entity tags, operations of some seconds, deletion by Azure-AsyncOperation and Location. */
    static ResourceType network(String name, @Nullable String embeddedAs, int seconds) {
        LroStyle style = LroStyle.network(seconds);
        return new ResourceType(
                "Microsoft.Network/" + name,
                ApiVersions.NETWORK,
                Set.of("GET", "PUT", "DELETE"),
                Etags.NETWORK,
                embeddedAs,
                style,
                style.alsoLocation());
    }

    /** Whether operations on such a resource are asked for at this path segment, below the resource itself or a region. */
    public boolean hasOperations(String segment, boolean onResource) {
        return Stream.of(Optional.ofNullable(write), Optional.ofNullable(delete))
                .flatMap(Optional::stream)
                .anyMatch(style -> style.onResource() == onResource && style.names(segment));
    }

    /** The last part of the type's name, as in a path. */
    public String lastSegment() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    public String namespace() {
        return name.substring(0, name.indexOf('/'));
    }
}

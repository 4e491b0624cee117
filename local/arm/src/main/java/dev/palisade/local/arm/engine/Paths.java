package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads paths as ARM does, in any case. */
final class Paths {
    /** What services are asked of a region. */
    private static final Set<String> OF_REGIONS = Set.of(
            "microsoft.compute/usages",
            "microsoft.compute/vmsizes",
            "microsoft.containerservice/kubernetesversions",
            "microsoft.machinelearningservices/usages",
            "microsoft.machinelearningservices/vmsizes",
            "microsoft.network/servicetags",
            "microsoft.network/usages");

    private final ResourceKinds kinds;

    Paths(ResourceKinds kinds) {
        this.kinds = kinds;
    }

    Target read(String path) {
        List<String> segments = ResourceId.segmentsOf(path);
        if (segments.size() < 2 || !segments.get(0).equalsIgnoreCase("subscriptions")) {
            throw notFound(path);
        }
        int provider = lastProvider(segments);
        if (provider > 0
                && segments.size() > provider + 4
                && segments.get(provider + 2).equalsIgnoreCase("locations")) {
            return location(segments, provider);
        }
        Optional<ResourceId> id = ResourceId.parse(path);
        return id.isPresent() ? operationOrResource(id.get()) : collectionOrAction(path, segments);
    }

    /** Some services show an operation below the resource that it is about. */
    private Target operationOrResource(ResourceId id) {
        String segment = id.segments().get(id.segments().size() - 2);
        boolean operation = id.parent()
                .flatMap(parent -> kinds.find(parent.type()))
                .filter(kind -> kind.type().hasOperations(segment, true))
                .isPresent();
        return operation ? new Target.OperationStatus(segment, id.name()) : new Target.Resource(id, kind(id.type()));
    }

    private Target collectionOrAction(String path, List<String> segments) {
        // A collection's path is that of any of its members, less the name.
        ResourceId member = ResourceId.parse(path + "/any").orElseThrow(() -> notFound(path));
        ResourceId scope = member.parent().orElseThrow(() -> notFound(path));
        Optional<ResourceKind> listed = kinds.find(member.type());
        if (listed.isPresent()) {
            return new Target.Collection(scope, listed.get());
        }
        // Else what follows a resource's own id is something asked of it.
        Optional<ResourceKind> asked = kinds.find(scope.type());
        if (asked.isPresent() && segments.size() == scope.segments().size() + 1) {
            return new Target.Action(scope, asked.get(), segments.get(segments.size() - 1));
        }
        throw unknown(member.type());
    }

    private Target location(List<String> segments, int provider) {
        String namespace = segments.get(provider + 1);
        String noun = segments.get(provider + 4);
        if (segments.size() == provider + 6 && kinds.knowsOperations(namespace, noun)) {
            return new Target.OperationStatus(noun, segments.get(provider + 5));
        }
        boolean offered = OF_REGIONS.contains((namespace + "/" + noun).toLowerCase(Locale.ROOT));
        if (!offered || segments.size() != provider + 5) {
            throw unknown(namespace + "/locations/" + noun);
        }
        return new Target.Location(new ResourceId(segments.subList(0, 2)), namespace, segments.get(provider + 3), noun);
    }

    private ResourceKind kind(String type) {
        return kinds.find(type).orElseThrow(() -> unknown(type));
    }

    private ArmException unknown(String type) {
        String namespace = type.substring(0, Math.max(0, type.indexOf('/')));
        return kinds.knowsNamespace(namespace)
                ? ArmException.of(
                        404,
                        "InvalidResourceType",
                        "The resource type '" + type.substring(namespace.length() + 1)
                                + "' could not be found in the namespace '" + namespace + "'.")
                : ArmException.of(
                        404, "InvalidResourceNamespace", "The resource namespace '" + namespace + "' is invalid.");
    }

    private static int lastProvider(List<String> segments) {
        for (int i = segments.size() - 1; i >= 2; i--) {
            if (segments.get(i).equalsIgnoreCase("providers")) {
                return i;
            }
        }
        return -1;
    }

    private static ArmException notFound(String path) {
        return ArmException.of(404, "NotFound", "No resource has the path " + path + ".");
    }
}

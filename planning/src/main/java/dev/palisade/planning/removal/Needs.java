package dev.palisade.planning.removal;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.document.Endpoint;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.document.MachineAttachment;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.ResourceKind;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a desired state cannot do without, whoever made it.
 *
 * @param resources as a whole
 * @param extended clusters that need the AzureML extension
 * @param elements of things that others may share
 */
public record Needs(Set<ResourceId> resources, Set<ResourceId> extended, List<Element> elements) {
    public Needs {
        resources = Collections.unmodifiableSet(new TreeSet<>(resources));
        extended = Collections.unmodifiableSet(new TreeSet<>(extended));
        elements = List.copyOf(elements);
    }

    public static Needs nothing() {
        return new Needs(Set.of(), Set.of(), List.of());
    }

    /** @param claims those of the plan towards the document */
    public static Needs of(EnvironmentDocument document, Claims claims) {
        Set<ResourceId> resources = new LinkedHashSet<>();
        Set<ResourceId> extended = new LinkedHashSet<>();
        Stream.of(
                        document.amlComputes().map(compute -> compute.name()),
                        document.attachments().stream().map(ClusterAttachment::name),
                        document.machines().map(MachineAttachment::name))
                .flatMap(names -> names)
                .map(name -> document.workspace().child("computes", name))
                .forEach(resources::add);
        document.endpoints().forEach(endpoint -> resources.addAll(served(endpoint, document)));
        document.clusters()
                .map(cluster -> cluster.resourceId(document.workspace()))
                .forEach(resources::add);
        if (document.profile() == Profile.CURRENT) {
            document.attachments().stream().map(ClusterAttachment::cluster).forEach(extended::add);
        }
        return new Needs(resources, extended, claims.elements());
    }

    private static List<ResourceId> served(Endpoint endpoint, EnvironmentDocument document) {
        if (document.profile() == Profile.SEED) {
            return List.of(document.workspace().child("services", endpoint.name()));
        }
        ResourceId id = document.workspace().child("onlineEndpoints", endpoint.name());
        return Stream.concat(
                        Stream.of(id),
                        endpoint.deployments().stream().map(version -> id.child("deployments", version.name())))
                .toList();
    }

    /**
     * True also for what lets others in, where the document opens the door to everybody: closing it again must find them let in.
     *
     * @param change what Palisade did to the resource
     */
    public boolean cover(ResourceId resource, Delta change) {
        Element made = new Element(resource, change);
        return isNeeded(resource)
                || elements.stream().anyMatch(element -> Overlap.same(element, made) || opens(element, resource))
                || (change.path().isEmpty() && elements.stream().anyMatch(element -> Overlap.isPartOf(element, made)));
    }

    /**
     * True for a route of a table in which others of ours are needed: Azure has given the service other addresses, and what the document asks for,
     * which is the same, has no use for the old ones.
     *
     * @param change what Palisade did to the resource, and is not needed
     */
    public boolean isSuperseded(ResourceId resource, Delta change) {
        return resource.isOfType(ResourceKind.ROUTE_TABLE.armType())
                && change.elementKey() != null
                && elements.stream().anyMatch(element -> element.resource().equals(resource));
    }

    private boolean isNeeded(ResourceId resource) {
        return resources.contains(resource)
                || (resource.isOfType(ResourceKind.CLUSTER_EXTENSION.armType())
                        && extended.contains(resource.topLevel()));
    }

    private static boolean opens(Element element, ResourceId resource) {
        return element.resource().equals(resource) && Doors.opens(element.wanted());
    }
}

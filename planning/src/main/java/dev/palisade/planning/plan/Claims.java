package dev.palisade.planning.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.planning.arm.ResourceId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one environment needs of things that several may share: a virtual network, a security group, a storage account, a key vault, a cluster.
 * Claimed whether Palisade made it or found it.
 */
public record Claims(List<Element> elements, List<Addresses> addresses, List<Attachment> attachments) {
    public Claims {
        elements = List.copyOf(elements);
        addresses = List.copyOf(addresses);
        attachments = List.copyOf(attachments);
    }

    /**
     * A field or an element of a list.
     *
     * @param resource the resource that has it
     * @param wanted its <i>after</i> is what the environment needs; its <i>before</i> says nothing
     */
    public record Element(ResourceId resource, Delta wanted) {}

    /** Room in a subnet for a resource that may not show there yet, or not always. */
    public record Addresses(ResourceId subnet, ResourceId user, int count) {}

    /** Exclusive: a cluster is attached to one workspace, as one compute. */
    public record Attachment(ResourceId cluster, ResourceId compute) {}

    public static Claims none() {
        return new Claims(List.of(), List.of(), List.of());
    }

    /** For what was stored before there were claims. */
    public static Claims orNone(@Nullable Claims claims) {
        return claims == null ? none() : claims;
    }

    /** What stands by itself and of which something is claimed. */
    public Set<ResourceId> parents() {
        return Stream.of(
                        elements.stream().map(Element::resource),
                        addresses.stream().map(Addresses::subnet),
                        attachments.stream().map(Attachment::cluster))
                .flatMap(resources -> resources.map(ResourceId::topLevel))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @JsonIgnore
    public boolean isEmpty() {
        return elements.isEmpty() && addresses.isEmpty() && attachments.isEmpty();
    }
}

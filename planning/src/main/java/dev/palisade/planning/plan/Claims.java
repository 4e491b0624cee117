package dev.palisade.planning.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.palisade.planning.arm.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
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

    @JsonIgnore
    public boolean isEmpty() {
        return elements.isEmpty() && addresses.isEmpty() && attachments.isEmpty();
    }

    /** The shared things that anything is claimed of, in the order of their IDs. */
    public SortedSet<ResourceId> parents() {
        return Stream.of(
                        elements.stream().map(Element::resource),
                        addresses.stream().map(Addresses::subnet),
                        attachments.stream().map(Attachment::cluster))
                .flatMap(Function.identity())
                .map(ResourceId::topLevel)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What of these is claimed of one shared thing. */
    public Claims of(ResourceId parent) {
        return new Claims(
                elements.stream()
                        .filter(element -> element.resource().topLevel().equals(parent))
                        .toList(),
                addresses.stream()
                        .filter(room -> room.subnet().topLevel().equals(parent))
                        .toList(),
                attachments.stream()
                        .filter(attachment -> attachment.cluster().topLevel().equals(parent))
                        .toList());
    }

    /** These and others: of the same thing the other's value, of the same room the larger. */
    public Claims plus(Claims other) {
        List<Element> allElements = new ArrayList<>(other.elements);
        elements.stream()
                .filter(mine -> other.elements.stream().noneMatch(theirs -> Overlap.same(mine, theirs)))
                .forEach(allElements::add);
        return new Claims(allElements, roomsWith(other.addresses), attachmentsWith(other.attachments));
    }

    private List<Addresses> roomsWith(List<Addresses> others) {
        return Stream.concat(addresses.stream(), others.stream())
                .collect(Collectors.toMap(
                        room -> room.subnet().key() + "|" + room.user().key(),
                        Function.identity(),
                        (one, other) -> one.count() >= other.count() ? one : other,
                        LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private List<Attachment> attachmentsWith(List<Attachment> others) {
        return Stream.concat(attachments.stream(), others.stream()).distinct().toList();
    }
}

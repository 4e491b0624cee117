package dev.palisade.planning.plan;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.DeltaComparison.State;
import java.util.List;

/** When what one environment needs meets what another does with the same thing. */
public final class Overlap {
    private Overlap() {}

    /** True if these claims could not be kept without the element: the same field or list element, or something in a resource that goes. */
    public static boolean needs(Claims claims, Element element) {
        return claims.elements().stream().anyMatch(claimed -> isPartOf(claimed, element))
                || (isWhole(element.wanted())
                        && (claims.addresses().stream().anyMatch(room -> isIn(room.subnet(), element.resource()))
                                || claims.attachments().stream()
                                        .anyMatch(attachment -> isIn(attachment.cluster(), element.resource()))));
    }

    /** True if two environments want the same thing to be different, so that only one of them can have it. */
    public static boolean contradicts(Element one, Element other) {
        return one.resource().equals(other.resource())
                && samePlace(one.wanted(), other.wanted())
                && !implies(one.wanted(), other.wanted())
                && !implies(other.wanted(), one.wanted());
    }

    /** True if both name the same thing, whatever they want of it. */
    public static boolean same(Element one, Element other) {
        return one.resource().equals(other.resource())
                && one.wanted().path().equals(other.wanted().path())
                && samePlace(one.wanted(), other.wanted());
    }

    /** True if nothing is left of the part once the whole has been taken back. */
    public static boolean isPartOf(Element part, Element whole) {
        return isWhole(whole.wanted())
                ? isIn(part.resource(), whole.resource())
                : part.resource().equals(whole.resource()) && samePlace(part.wanted(), whole.wanted());
    }

    private static boolean isIn(ResourceId resource, ResourceId other) {
        return resource.equals(other) || resource.key().startsWith(other.key() + "/");
    }

    private static boolean samePlace(Delta one, Delta other) {
        if (isWhole(one) || isWhole(other)) {
            return isWhole(one) && isWhole(other);
        }
        if (!one.path().equals(other.path())) {
            return one.path().startsWith(other.path() + "/") || other.path().startsWith(one.path() + "/");
        }
        return one.elementKey() == null
                || other.elementKey() == null
                || one.elementName().equalsIgnoreCase(other.elementName());
    }

    /** True if with the one, the other holds as well. */
    private static boolean implies(Delta one, Delta other) {
        return DeltaComparison.compare(DeltaComparison.apply(null, List.of(one)), List.of(other)) == State.AFTER;
    }

    private static boolean isWhole(Delta delta) {
        return delta.path().isEmpty();
    }
}

package dev.palisade.planning.finding;

import java.util.Comparator;
import java.util.List;

/** Findings in the order in which a person reads the document: what concerns the whole first, then top to bottom. */
public final class DocumentOrder implements Comparator<Finding> {
    private static final List<String> PROPERTIES = List.of(
            "",
            "name",
            "profile",
            "workspace",
            "network",
            "storage",
            "key_vault",
            "compute",
            "endpoints",
            "inference_storage",
            "prune",
            "on_failure");

    @Override
    public int compare(Finding one, Finding other) {
        String[] left = one.field().split("/", -1);
        String[] right = other.field().split("/", -1);
        int order = Integer.compare(rank(left), rank(right));
        for (int i = 0; order == 0 && i < Math.min(left.length, right.length); i++) {
            order = compare(left[i], right[i]);
        }
        return order == 0 ? Integer.compare(left.length, right.length) : order;
    }

    private static int rank(String[] segments) {
        int rank = PROPERTIES.indexOf(segments.length < 2 ? "" : segments[1]);
        return rank < 0 ? PROPERTIES.size() : rank;
    }

    /** Places in a list by number: the second before the tenth. */
    private static int compare(String one, String other) {
        boolean places = one.matches("[0-9]{1,9}") && other.matches("[0-9]{1,9}");
        return places ? Integer.compare(Integer.parseInt(one), Integer.parseInt(other)) : one.compareTo(other);
    }
}

package dev.palisade.local.arm.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An ARM resource id, {@code /subscriptions/{s}/resourceGroups/{rg}/providers/{namespace}/{type}/{name}…}. Case is kept as
 * written; {@link #key()} is what ids are compared by.
 */
public record ResourceId(List<String> segments) {
    public static final String RESOURCE_GROUP = "Microsoft.Resources/resourceGroups";
    private static final String SUBSCRIPTION = "Microsoft.Resources/subscriptions";

    public ResourceId {
        segments = List.copyOf(segments);
    }

    /** Reads an id; empty when the text is not the id of one resource. */
    public static Optional<ResourceId> parse(String text) {
        List<String> segments = segmentsOf(text);
        boolean rooted = segments.size() >= 2 && segments.get(0).equalsIgnoreCase("subscriptions");
        return rooted && namesOne(segments) ? Optional.of(new ResourceId(segments)) : Optional.empty();
    }

    private static boolean namesOne(List<String> segments) {
        int provider = lastProvider(segments);
        if (provider >= 0) {
            int tail = segments.size() - provider;
            return tail >= 4 && tail % 2 == 0;
        }
        boolean group = segments.size() == 4 && segments.get(2).equalsIgnoreCase("resourceGroups");
        return segments.size() == 2 || group;
    }

    /** Reads an id that is known to be one. */
    public static ResourceId of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException("Not an ARM resource id: " + text));
    }

    /** The non-empty segments of a path. */
    public static List<String> segmentsOf(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return segments;
    }

    public String key() {
        return toString().toLowerCase(Locale.ROOT);
    }

    public String name() {
        return segments.get(segments.size() - 1);
    }

    public String subscription() {
        return segments.get(1);
    }

    public Optional<String> resourceGroup() {
        boolean grouped = segments.size() >= 4 && segments.get(2).equalsIgnoreCase("resourceGroups");
        return grouped ? Optional.of(segments.get(3)) : Optional.empty();
    }

    /** Namespace and types, such as {@code Microsoft.Network/virtualNetworks/subnets}. */
    public String type() {
        int provider = lastProvider(segments);
        if (provider < 0) {
            return segments.size() == 2 ? SUBSCRIPTION : RESOURCE_GROUP;
        }
        StringBuilder type = new StringBuilder(segments.get(provider + 1));
        for (int i = provider + 2; i < segments.size(); i += 2) {
            type.append('/').append(segments.get(i));
        }
        return type.toString();
    }

    public String namespace() {
        return type().substring(0, type().indexOf('/'));
    }

    /** The resource, group or subscription that this one lives in; empty for a subscription. */
    public Optional<ResourceId> parent() {
        if (segments.size() <= 2) {
            return Optional.empty();
        }
        int provider = lastProvider(segments);
        boolean topLevel = provider >= 0 && segments.size() == provider + 4;
        return Optional.of(new ResourceId(segments.subList(0, topLevel ? provider : segments.size() - 2)));
    }

    public ResourceId child(String type, String name) {
        List<String> longer = new ArrayList<>(segments);
        longer.add(type);
        longer.add(name);
        return new ResourceId(longer);
    }

    /** Whether this is the other id or lies below it. */
    public boolean isWithin(ResourceId other) {
        return key().equals(other.key()) || key().startsWith(other.key() + "/");
    }

    private static int lastProvider(List<String> segments) {
        for (int i = segments.size() - 1; i >= 2; i--) {
            if (segments.get(i).equalsIgnoreCase("providers") && i % 2 == 0) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public String toString() {
        return "/" + String.join("/", segments);
    }
}

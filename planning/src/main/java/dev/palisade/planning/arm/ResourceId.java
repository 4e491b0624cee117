package dev.palisade.planning.arm;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An ARM resource ID, such as {@code /subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/d}.
 * Keeps the spelling it was given, for people and for requests; equality and {@link #key()} ignore case, as Azure does.
 */
public final class ResourceId implements Comparable<ResourceId> {
    private static final Pattern SHAPE = Pattern.compile(
            "/subscriptions/[^/]+(/resourceGroups/[^/]+)?(/providers/[^/]+(/[^/]+/[^/]+)+)*", Pattern.CASE_INSENSITIVE);

    private static final Pattern TOP_LEVEL =
            Pattern.compile(".*?/providers/[^/]+/[^/]+/[^/]+", Pattern.CASE_INSENSITIVE);

    private final String spelling;
    /** Computed once: it is asked for wherever two IDs meet. */
    private final String key;

    private ResourceId(String spelling) {
        this.spelling = spelling;
        this.key = spelling.toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if the text has not the shape of an ARM ID; the message names the text */
    @JsonCreator
    public static ResourceId of(String text) {
        return parse(text)
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "' is not an ARM resource ID"
                        + " (/subscriptions/…/resourceGroups/…/providers/…)"));
    }

    /** Empty if the text has not the shape of an ARM ID. */
    public static Optional<ResourceId> parse(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ResourceId(text)) : Optional.empty();
    }

    /** The canonical form: lower case. The identity of an environment is the key of its workspace. */
    public String key() {
        return key;
    }

    public String subscription() {
        return segmentAfter("subscriptions").orElseThrow();
    }

    /** Empty for an ID at subscription level. */
    public Optional<String> resourceGroup() {
        return segmentAfter("resourceGroups");
    }

    /** The last segment. */
    public String name() {
        return spelling.substring(spelling.lastIndexOf('/') + 1);
    }

    /** Provider and types without names, as ARM writes it: {@code Microsoft.Network/virtualNetworks/subnets}; empty for a resource group. */
    public String type() {
        int providers = key().lastIndexOf("/providers/");
        if (providers < 0) {
            return "";
        }
        String[] segments =
                spelling.substring(providers + "/providers/".length()).split("/", -1);
        StringBuilder type = new StringBuilder(segments[0]);
        for (int i = 1; i < segments.length; i += 2) {
            type.append('/').append(segments[i]);
        }
        return type.toString();
    }

    public boolean isOfType(String type) {
        return type().equalsIgnoreCase(type);
    }

    /** The resource that this one is nested in: a subnet's virtual network, a compute's workspace; itself if it is not nested. */
    public ResourceId parent() {
        return type().chars().filter(c -> c == '/').count() > 1 ? up(2) : this;
    }

    /** What several environments may share as a whole: up to the first type and name, a subnet's network, an extension's cluster. */
    public ResourceId topLevel() {
        Matcher first = TOP_LEVEL.matcher(spelling);
        return first.lookingAt() ? new ResourceId(first.group()) : this;
    }

    /** The ID of the resource group that this resource is in. */
    public ResourceId group() {
        return new ResourceId("/subscriptions/" + subscription() + "/resourceGroups/"
                + resourceGroup().orElseThrow());
    }

    /** The ID of a resource nested in this one: {@code child("subnets", "default")}. */
    public ResourceId child(String type, String name) {
        return new ResourceId(spelling + "/" + type + "/" + name);
    }

    /** The ID of a resource in the same group: {@code sibling("Microsoft.ContainerService/managedClusters", "myaks")}. */
    public ResourceId sibling(String type, String name) {
        return new ResourceId(group() + "/providers/" + type + "/" + name);
    }

    @JsonValue
    @Override
    public String toString() {
        return spelling;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ResourceId that && key().equals(that.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public int compareTo(ResourceId other) {
        return key().compareTo(other.key());
    }

    private ResourceId up(int segments) {
        String shorter = spelling;
        for (int i = 0; i < segments; i++) {
            shorter = shorter.substring(0, shorter.lastIndexOf('/'));
        }
        return new ResourceId(shorter);
    }

    private Optional<String> segmentAfter(String word) {
        String[] segments = spelling.split("/", -1);
        for (int i = 1; i + 1 < segments.length; i += 2) {
            if (segments[i].equalsIgnoreCase(word)) {
                return Optional.of(segments[i + 1]);
            }
        }
        return Optional.empty();
    }
}

package dev.palisade.client.temporal;

/**
 * An environment that Palisade has had to do with.
 *
 * @param id the workspace's ARM ID, lower-cased
 * @param name what people call it; empty if that is not known
 */
public record KnownEnvironment(String id, String name) {
    @Override
    public String toString() {
        return (name.isEmpty() ? "?" : name) + " (" + id + ")";
    }
}

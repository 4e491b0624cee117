package dev.palisade.local.arm.kind;

import org.jspecify.annotations.Nullable;

/** Where a service keeps entity tags, and so whether it heeds If-Match and If-None-Match. */
public enum Etags {
    NONE(null),
    NETWORK("etag"),
    MANAGED_CLUSTER("eTag");

    private final @Nullable String field;

    Etags(@Nullable String field) {
        this.field = field;
    }

    /** The field of the body that carries the tag; null for a service without. */
    public @Nullable String field() {
        return field;
    }
}

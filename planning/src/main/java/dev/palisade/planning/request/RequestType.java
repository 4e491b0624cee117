package dev.palisade.planning.request;

import java.util.Arrays;
import java.util.Optional;

/** What a request asks for. All but the last two come by message; those are an operator's. */
public enum RequestType {
    /** Make the world as the document says. */
    APPLY("dev.palisade.request.apply.v1"),
    /** A dry run: say what an apply would do. Takes no turn, changes nothing. */
    PLAN("dev.palisade.request.plan.v1"),
    /** Take back everything that Palisade did in the environment. */
    DELETE("dev.palisade.request.delete.v1"),

    STORAGE_LOCK("dev.palisade.request.storage.lock.v1"),
    STORAGE_OPEN("dev.palisade.request.storage.open.v1"),
    VAULT_LOCK("dev.palisade.request.vault.lock.v1"),
    VAULT_OPEN("dev.palisade.request.vault.open.v1"),
    COMPUTE_CREATE("dev.palisade.request.compute.create.v1"),
    COMPUTE_SCALE("dev.palisade.request.compute.scale.v1"),
    COMPUTE_DELETE("dev.palisade.request.compute.delete.v1"),
    CLUSTER_CREATE("dev.palisade.request.cluster.create.v1"),
    CLUSTER_SCALE("dev.palisade.request.cluster.scale.v1"),
    CLUSTER_DELETE("dev.palisade.request.cluster.delete.v1"),
    ATTACH("dev.palisade.request.attach.v1"),
    DETACH("dev.palisade.request.detach.v1"),

    /** Keep a parked, or stuck, world as the desired one: an attempt of that request. */
    ACCEPT(""),
    /** Go on with an undo that failed: an attempt of the stuck request. */
    RESUME("");

    private final String eventType;

    RequestType(String eventType) {
        this.eventType = eventType;
    }

    /** The CloudEvents {@code type} of the message that asks for it; empty for what only an operator asks for. */
    public String eventType() {
        return eventType;
    }

    /** True for one that carries a whole document; the others name the workspace and what is to be done with it. */
    public boolean carriesDocument() {
        return this == APPLY || this == PLAN;
    }

    /** Empty if no request has this CloudEvents {@code type}. */
    public static Optional<RequestType> ofEventType(String eventType) {
        return Arrays.stream(values())
                .filter(type -> !type.eventType.isEmpty() && type.eventType.equals(eventType))
                .findFirst();
    }
}

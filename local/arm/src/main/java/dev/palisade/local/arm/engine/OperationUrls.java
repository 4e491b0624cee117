package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;

/** The URLs of an operation. Like ARM's own they are signed, so whoever holds one may ask: they are to be kept secret. */
final class OperationUrls {
    private OperationUrls() {}

    static String path(Operation operation, String segment) {
        ResourceId resource = ResourceId.of(operation.resource());
        return "/subscriptions/" + resource.subscription() + "/providers/" + resource.namespace() + "/locations/"
                + operation.location() + "/" + segment + "/" + operation.id();
    }

    static String signed(String base, Operation operation, String segment) {
        return base + path(operation, segment) + "?api-version=" + operation.apiVersion() + "&t="
                + operation.startedAt().toEpochMilli() + "&c=" + operation.id().substring(0, 8) + "&s="
                + operation.signature();
    }
}

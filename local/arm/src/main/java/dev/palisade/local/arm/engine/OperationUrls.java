package dev.palisade.local.arm.engine;

import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;

/** The URLs of an operation. Like ARM's own they are signed, so whoever holds one may ask: they are to be kept secret. */
final class OperationUrls {
    private OperationUrls() {}

    /** The path at which the operation's status is asked for. */
    static String status(Operation operation, LroStyle style) {
        return path(operation, style, style.statusSegment());
    }

    /** The URL at which the operation's status is asked for, as a client is given it. */
    static String signedStatus(String base, Operation operation, LroStyle style) {
        return signed(base + status(operation, style), operation);
    }

    /** The URL at which the operation's result is asked for, as a client is given it. */
    static String signedResult(String base, Operation operation, LroStyle style) {
        return signed(base + path(operation, style, style.resultSegment()), operation);
    }

    private static String path(Operation operation, LroStyle style, String segment) {
        ResourceId resource = ResourceId.of(operation.resource());
        String place = style.onResource()
                ? resource.toString()
                : "/subscriptions/" + resource.subscription() + "/providers/" + resource.namespace() + "/locations/"
                        + operation.location();
        return place + "/" + segment + "/" + operation.id();
    }

    private static String signed(String url, Operation operation) {
        return url + "?api-version=" + operation.apiVersion() + "&t="
                + operation.startedAt().toEpochMilli() + "&c=" + operation.id().substring(0, 8) + "&s="
                + operation.signature();
    }
}

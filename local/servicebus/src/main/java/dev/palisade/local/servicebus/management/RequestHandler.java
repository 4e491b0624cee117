package dev.palisade.local.servicebus.management;

/** A node that answers requests. */
public interface RequestHandler {
    Response handle(Request request);
}

package dev.palisade.acceptance.wire;

/** Which way a frame goes. */
public enum Direction {
    TO_BROKER,
    TO_CLIENT;

    Direction opposite() {
        return this == TO_BROKER ? TO_CLIENT : TO_BROKER;
    }
}

package dev.palisade.local.arm.model;

/** What a request really did to the world: a repeated write of the same values is {@link #NONE}. */
public enum Effect {
    NONE,
    CREATED,
    CHANGED,
    DELETED
}

package dev.palisade.planning.worlds;

/** Why a step failed for good. */
enum Failure {
    YOURS,
    NEEDS_A_PERSON,
    WORLD_CHANGED;

    boolean needsAPerson() {
        return this == NEEDS_A_PERSON;
    }
}

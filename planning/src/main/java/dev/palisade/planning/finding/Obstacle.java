package dev.palisade.planning.finding;

import dev.palisade.planning.finding.Finding.WhoseMove;

/** What stands in the way: it decides what helps, where {@link WhoseMove} only says who can. Told at the edge, from what findings and failures say anyway. */
public enum Obstacle {
    /** What the document or the request says, or what it names. */
    INPUT,
    /** How much the subscription may have; more can be asked for. */
    QUOTA,
    /** How much the region has; asking for quota does not help. */
    CAPACITY,
    POLICY,
    LOCK,
    PERMISSION,
    /**
     * Something that was deleted keeps its name until it is recovered or purged. Only Azure's refusals are of it: Palisade makes neither vaults
     * nor workspaces, and nothing that it makes keeps its name.
     */
    SOFT_DELETED_NAME,
    /** What somebody else is doing, or has decided, at the same time. */
    OTHER_OPERATION,
    /** Azure is busy or in trouble. */
    AZURE,
    /** How Palisade is set up, or an error of ours. */
    PALISADE,
    NONE;

    public static Obstacle of(Finding finding) {
        return finding.whoseMove() == WhoseMove.NOBODY && !finding.refuses() ? NONE : of(finding.code());
    }

    private static Obstacle of(FindingCode code) {
        return switch (code) {
            case LOCKED -> LOCK;
            case DENIED_BY_POLICY -> POLICY;
            case QUOTA_TOO_SMALL -> QUOTA;
            case OUT_OF_SCOPE, ATTACHMENTS_UNSEEN -> PERMISSION;
            case VM_SIZE_UNKNOWN -> CAPACITY;
            case EXISTING_RESOURCE_NOT_READY,
                    CLUSTER_ATTACHED_ELSEWHERE,
                    GENERATION_CHANGED,
                    NEIGHBOUR_NEEDS_OTHERWISE -> OTHER_OPERATION;
            default -> INPUT;
        };
    }

    /**
     * What an error of Azure's means.
     *
     * @param code Azure's, or ours where Azure gave none
     * @param message what Azure said, which says more where one code stands for several things
     * @param whoseMove decides if the code is not known
     */
    public static Obstacle ofAzure(String code, String message, WhoseMove whoseMove) {
        return AzureObstacles.find(code, message).orElseGet(() -> of(whoseMove));
    }

    private static Obstacle of(WhoseMove move) {
        return switch (move) {
            case YOURS, ADMINISTRATOR -> INPUT;
            case OPERATOR -> PALISADE;
            case NOBODY -> AZURE;
        };
    }
}

package dev.palisade.client.steering;

import dev.palisade.client.temporal.RequestListing;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A step that an operator can take with a request, and the states that allow it. */
public enum Steering {
    APPROVE(
            "approve",
            "lets this plan run, and no other",
            "Only a request that is AWAITING_APPROVAL has a plan to approve."),
    REJECT(
            "reject",
            "refuses this plan; the request ends and nothing of it is done",
            "Only a request that is AWAITING_APPROVAL has a plan to reject."),
    RESUME(
            "resume",
            "goes on with the undo, once the cause is mended",
            "Only a STUCK request has an undo to go on with."),
    RETRY(
            "retry",
            "runs it again as a further attempt; what is done is not done again",
            "A request is retried when it rests PARKED, ROLLED_BACK, CANCELLED, REJECTED or STUCK."),
    ACCEPT(
            "accept",
            "keeps the world as it is now, as the desired one",
            "Only what a PARKED or STUCK request left can be accepted."),
    CANCEL(
            "cancel",
            "stops it and takes back what it has done",
            "Only a request that still runs can be cancelled, and not while it is being taken back.");

    private final String command;
    private final String effect;
    private final String rule;

    Steering(String command, String effect, String rule) {
        this.command = command;
        this.effect = effect;
        this.rule = rule;
    }

    /** Which steps the state of this request allows, the most helpful first. */
    public static List<Steering> of(RequestView view) {
        return Arrays.stream(values()).filter(step -> step.fits(view)).toList();
    }

    public boolean fits(RequestView view) {
        if (view.stuck()) {
            return allowedIn(RequestState.STUCK);
        }
        if (interrupted(view)) {
            return this == RETRY && !dryRun(view);
        }
        return view.state().filter(this::allowedIn).isPresent() && !(this == RETRY && dryRun(view));
    }

    private boolean allowedIn(RequestState state) {
        return switch (state) {
            case AWAITING_APPROVAL -> this == APPROVE || this == REJECT || this == CANCEL;
            case WAITING_FOR_TURN, PLANNING, APPLYING, VERIFYING -> this == CANCEL;
            case STUCK -> this == RESUME || this == RETRY || this == ACCEPT;
            case PARKED -> this == RETRY || this == ACCEPT;
            case ROLLED_BACK, CANCELLED, REJECTED -> this == RETRY;
            case UNDOING, PLANNED, READY -> false;
        };
    }

    /** Ended in Temporal without an outcome: its environment undoes it from the ledger, and it can be asked for again. */
    private static boolean interrupted(RequestView view) {
        return view.listing().execution() != RequestListing.Execution.RUNNING
                && view.state().filter(RequestState::resting).isEmpty();
    }

    private static boolean dryRun(RequestView view) {
        return Optional.ofNullable(view.status())
                .map(RequestStatus::type)
                .filter(RequestType.PLAN::equals)
                .isPresent();
    }

    /** Ready to paste. */
    public String command(RequestView view) {
        String line = "./palisade " + command + " " + view.listing().request();
        return this == APPROVE || this == REJECT ? line + " --plan " + hash(view) : line;
    }

    /** What it does, in half a sentence. */
    public String effect() {
        return effect;
    }

    /** Which states allow it, in a sentence. */
    public String rule() {
        return rule;
    }

    private static String hash(RequestView view) {
        return Optional.ofNullable(view.status())
                .map(RequestStatus::plan)
                .map(plan -> plan.hash().isEmpty() ? null : PlanHashPrefix.shown(plan.hash()))
                .orElse("HASH");
    }
}

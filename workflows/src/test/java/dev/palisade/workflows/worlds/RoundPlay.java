package dev.palisade.workflows.worlds;

import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.worlds.Broken;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Attempt;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Invariant;
import dev.palisade.planning.worlds.Scene;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow.Approval;
import dev.palisade.workflows.worlds.Errand.What;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Plays one round until everybody is at rest: sends, meddles, gives the word that is waited for, and mends what is stuck in the way. */
final class RoundPlay {
    private static final int LOOK_EVERY = 47;
    private static final int PAUSE_TAKES = 70;
    private static final Duration ODD_MOMENT = Duration.ofSeconds(7);
    private static final int LONGEST = (int) Duration.ofDays(20).toMinutes();

    private final Theatre theatre;
    private final Attempts attempts;
    private final NavigableMap<Integer, List<Runnable>> agenda = new TreeMap<>();
    private final List<Open> open = new ArrayList<>();
    private final List<Run> ended = new ArrayList<>();
    private int minute;

    private record Open(Request request, What meddling) {}

    RoundPlay(Theatre theatre, Attempts attempts) {
        this.theatre = theatre;
        this.attempts = attempts;
    }

    List<Run> play(List<Errand> errands) {
        errands.forEach(errand -> at(errand.minute(), () -> send(errand)));
        while (!agenda.isEmpty() || !open.isEmpty()) {
            Broken.unless(minute < LONGEST, Invariant.ALWAYS_ANSWERS, "still not at rest: " + open);
            untilNext();
            look();
        }
        theatre.passes(Duration.ofSeconds(90));
        return ended;
    }

    private void at(int when, Runnable what) {
        agenda.computeIfAbsent(when, none -> new ArrayList<>()).add(what);
    }

    private void untilNext() {
        int next = agenda.isEmpty() ? minute + LOOK_EVERY : Math.min(agenda.firstKey(), minute + LOOK_EVERY);
        theatre.passes(Duration.ofMinutes(next - minute));
        minute = next;
        while (!agenda.isEmpty() && agenda.firstKey() <= minute) {
            agenda.pollFirstEntry().getValue().forEach(this::apart);
        }
    }

    /** Never near the moment at which a timer falls due, most of which are whole minutes after something happened: see Stage.passes. */
    private void apart(Runnable what) {
        theatre.passes(ODD_MOMENT);
        what.run();
    }

    private void send(Errand errand) {
        attempts.request(errand.asks(), stuck(errand.asks().who()), theatre.now())
                .ifPresent(request -> start(request, Trouble.of(errand.asks()), errand.meddling()));
    }

    private void start(Request request, Trouble trouble, Errand.Meddling meddling) {
        theatre.ground().expect(request.workflowId(), trouble);
        theatre.start(request);
        open.add(new Open(request, meddling.what()));
        switch (meddling.what()) {
            case CANCEL -> at(minute + meddling.minute(), () -> cancel(request));
            case PAUSE -> at(minute + meddling.minute(), this::pause);
            default -> {}
        }
    }

    private void cancel(Request request) {
        theatre.untilIdle(request.workflowId());
        if (theatre.isOpen(request.workflowId())) {
            theatre.request(request.workflowId()).cancel("somebody had second thoughts");
        }
    }

    private void pause() {
        theatre.ground().pause(true);
        at(minute + PAUSE_TAKES, () -> theatre.ground().pause(false));
    }

    private void look() {
        for (Open one : List.copyOf(open)) {
            if (!theatre.isOpen(one.request().workflowId())) {
                hasEnded(one);
            } else if (status(one).state() == RequestState.AWAITING_APPROVAL) {
                decide(one);
            }
        }
        for (int who = 0; who < Scene.WORKSPACES; who++) {
            mend(who);
        }
    }

    private RequestStatus status(Open one) {
        return theatre.request(one.request().workflowId()).status();
    }

    private void hasEnded(Open one) {
        Request request = one.request();
        Broken.unless(
                theatre.hasCompleted(request.workflowId()),
                Invariant.ALWAYS_ANSWERS,
                request.workflowId() + " has ended without a status");
        RequestStatus status = status(one);
        open.remove(one);
        ended.add(Run.of(request, status, theatre.ground().intentions(request.id())));
        attempts.ended(request, status.state());
    }

    private void decide(Open one) {
        theatre.untilIdle(one.request().workflowId());
        RequestStatus status = status(one);
        if (status.plan() != null) {
            boolean approved = one.meddling() != What.DENY;
            theatre.request(one.request().workflowId())
                    .approve(new Approval(status.plan().hash(), approved, "mina"));
        }
    }

    /** Who waits behind a stuck request waits for a person, who sees to it that the undo succeeds. */
    private void mend(int who) {
        Optional<EnvironmentState> book = book(who);
        boolean inTheWay = book.filter(state -> state.stuck() != null
                        && state.holder() == null
                        && !state.waiting().isEmpty())
                .isPresent();
        if (inTheWay) {
            send(new Errand(resume(who), minute, Errand.Meddling.NONE));
        }
    }

    static Asks resume(int who) {
        return new Asks(who, Attempt.RESUME, RequestType.APPLY, Scene.json("{}"), Fault.NONE, false);
    }

    private Optional<String> stuck(int who) {
        return book(who).map(EnvironmentState::stuck);
    }

    private Optional<EnvironmentState> book(int who) {
        return theatre.environment(
                theatre.ground().town().environments().get(who).workspace().key());
    }
}

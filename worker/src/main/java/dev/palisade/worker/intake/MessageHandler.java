package dev.palisade.worker.intake;

import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.intake.RequestStarter.Started;
import dev.palisade.workflows.contract.Request;
import java.time.Clock;

/**
 * Takes one message from receipt to settlement. While Temporal is away the message stays in hand with its lock renewed; it is given
 * back only when the worker stops, never abandoned, so that an outage counts no delivery.
 */
public final class MessageHandler {
    private final Admission admission;
    private final RequestStarter temporal;
    private final TemporalReachability reachability;
    private final LockKeeper locks;
    private final IntakeLog log;
    private final Clock clock;

    public MessageHandler(
            Admission admission,
            RequestStarter temporal,
            TemporalReachability reachability,
            LockKeeper locks,
            IntakeLog log,
            Clock clock) {
        this.admission = admission;
        this.temporal = temporal;
        this.reachability = reachability;
        this.locks = locks;
        this.log = log;
        this.clock = clock;
    }

    /** From now on the message is in hand, its lock renewed, until it is handled, given back or left: one of these must follow. */
    public InHand receive(LockedMessage message, Team team) {
        log.received();
        return new InHand(message, team, locks.hold(message));
    }

    /** A message received and not settled yet. */
    public final class InHand {
        private final LockedMessage message;
        private final Team team;
        private final LockKeeper.Held lock;

        private InHand(LockedMessage message, Team team, LockKeeper.Held lock) {
            this.message = message;
            this.team = team;
            this.lock = lock;
        }

        /** Never throws: a message that a bug of ours cannot handle comes again, and the broker counts how often. */
        public void handle() {
            try (lock) {
                decide(message, team);
            } catch (SettlementFailedException failure) {
                log.notSettled(team.queue(), failure);
            } catch (RuntimeException bug) {
                log.broken(team.queue(), bug);
            } finally {
                log.done();
            }
        }

        /** Does nothing with the message, which comes again when its lock runs out: it cannot be settled any more. */
        public void leave() {
            lock.close();
            log.done();
        }

        /** Releases the message unread, because the worker stops. Never throws. */
        public void giveBack() {
            try (lock) {
                MessageHandler.this.giveBack(message, team);
            } finally {
                log.done();
            }
        }
    }

    private void giveBack(LockedMessage message, Team team) {
        try {
            message.release();
            log.released(team.queue());
        } catch (SettlementFailedException failure) {
            log.notSettled(team.queue(), failure);
        }
    }

    private void decide(LockedMessage message, Team team) {
        Decision decision = admission.decide(message.delivery(), team, clock.instant());
        if (decision instanceof Decision.Refused refused) {
            refuse(message, team, refused.refusal());
        } else if (decision instanceof Decision.Accepted accepted) {
            start(message, team, accepted.request());
        }
    }

    private void start(LockedMessage message, Team team, Request request) {
        while (reachability.awaitReachable()) {
            try {
                Started started = temporal.start(request);
                reachability.taken();
                settle(message, team, request, started);
                return;
            } catch (TemporalAwayException away) {
                reachability.lost(away.reason());
            }
        }
        giveBack(message, team);
    }

    private void settle(LockedMessage message, Team team, Request request, Started started) {
        if (started instanceof Started.IdTaken taken) {
            refuse(message, team, Refusal.ofConflict(request.id(), taken.differences()));
        } else {
            message.complete();
            log.settled(request, started);
        }
    }

    private void refuse(LockedMessage message, Team team, Refusal refusal) {
        message.deadLetter(refusal);
        log.refused(team.queue(), refusal);
    }
}

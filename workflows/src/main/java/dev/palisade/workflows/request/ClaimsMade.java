package dev.palisade.workflows.request;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.LedgerClaims;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestWorkflow.TurnGranted;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the environment claimed when this request came, what the request claimed on top, and what is claimed after it. Calls nothing. */
final class ClaimsMade {
    private final Request request;
    private final String run;
    private Ledger found = Ledger.empty();
    private Claims standing = Claims.none();
    /** Of a request whose undo is stuck: still needed until that is over. */
    private Claims attempted = Claims.none();

    private Claims intended = Claims.none();
    private boolean acted;
    private final Set<ResourceId> touched = new HashSet<>();
    /** References of what was given up before the end: its heirs may have taken it back since. */
    private List<String> givenUp = List.of();

    /** @param run which run of the request this is, as parents know it */
    ClaimsMade(Request request, String run) {
        this.request = request;
        this.run = run;
    }

    void found(TurnGranted turn) {
        standing = of(turn.standing());
        attempted = of(turn.attempted());
        found = turn.ledger();
        // An undo that goes on takes back what earlier attempts did.
        acts(found.of(request.id()));
    }

    /** These may be taken back again. */
    void acts(Collection<LedgerEntry> entries) {
        touched.addAll(ParentActivities.shared(request.environment(), entries));
    }

    /** By its environment, when this request came. */
    Claims claimed() {
        return standing.plus(attempted).plus(LedgerClaims.of(found));
    }

    /** Over all plans of this request. */
    Claims intended(Claims claims) {
        acted = true;
        intended = intended.plus(claims);
        return intended;
    }

    /** Null if nothing can have changed. Told even if the claims are the same, since an undo may have begun to give some up. */
    @Nullable
    ClaimsSettled settled(Ending ending) {
        Claims before = claimed().plus(intended).plus(of(ending.standing()));
        List<LedgerEntry> dropped = found.without(givenUp).named(ending.settled());
        boolean untouched = !acted && ending.settled().isEmpty() && ending.standing() == null;
        boolean concernsNobody = before.isEmpty() && dropped.isEmpty() && touched.isEmpty();
        return untouched || concernsNobody
                ? null
                : new ClaimsSettled(
                        request.environment(),
                        request.name(),
                        run,
                        before,
                        now(ending).plus(byLedger(ending)),
                        dropped,
                        touched);
    }

    /**
     * What is to be told before the end. As if another run told it: what this one says at its end must count.
     *
     * @param needed what the environment claims from now on
     * @param released references of what it leaves to neighbours
     * @param takenBack references of what is its own no more
     */
    ClaimsSettled givingUp(Claims needed, List<String> released, List<String> takenBack) {
        givenUp = List.copyOf(released);
        Claims byLedger = LedgerClaims.of(found.without(givenUp).without(takenBack));
        Claims before = claimed().plus(intended);
        return new ClaimsSettled(
                request.environment(),
                request.name(),
                ParentActivities.beforeTheEnd(run),
                before,
                needed.plus(byLedger),
                found.named(givenUp),
                Set.of());
    }

    private Claims now(Ending ending) {
        if (request.type() == RequestType.DELETE && ending.state() == RequestState.READY) {
            return Claims.none();
        }
        return switch (ending.state()) {
            case READY -> ending.standing() == null ? standing.plus(intended) : of(ending.standing());
            // What was to be taken away may still be there, and need its room.
            case PARKED ->
                ending.standing() == null
                        ? standing.plus(intended)
                        : of(ending.standing()).plus(roomOf(standing));
            case ROLLED_BACK -> standing;
            case STUCK -> standing.plus(attempted).plus(of(ending.standing()));
            default -> standing.plus(attempted);
        };
    }

    /** A door that stays closed when the rest is taken back, a cluster that could not be detached: the ledger has them, no document that stands has. */
    private Claims byLedger(Ending ending) {
        return LedgerClaims.of(found.without(ending.settled()).settled(request.id(), ending.entries()));
    }

    private static Claims roomOf(Claims claims) {
        return new Claims(List.of(), claims.addresses(), List.of());
    }

    private static Claims of(@Nullable Standing standing) {
        return standing == null ? Claims.none() : standing.claims();
    }
}

package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestWorkflow.TurnGranted;
import java.util.List;
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

    /** @param run which run of the request this is, as parents know it */
    ClaimsMade(Request request, String run) {
        this.request = request;
        this.run = run;
    }

    void found(TurnGranted turn) {
        standing = of(turn.standing());
        attempted = of(turn.attempted());
        found = turn.ledger();
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
        Claims before = standing.plus(attempted).plus(intended).plus(of(ending.standing()));
        List<LedgerEntry> givenUp = found.named(ending.settled());
        boolean untouched = !acted && ending.settled().isEmpty() && ending.standing() == null;
        boolean concernsNobody = before.isEmpty() && givenUp.isEmpty();
        return untouched || concernsNobody
                ? null
                : new ClaimsSettled(request.environment(), request.name(), run, before, now(ending), givenUp);
    }

    private Claims now(Ending ending) {
        if (request.type() == RequestType.DELETE && ending.state() == RequestState.READY) {
            return Claims.none();
        }
        return switch (ending.state()) {
            case READY, PARKED -> ending.standing() == null ? standing.plus(intended) : of(ending.standing());
            case ROLLED_BACK -> standing;
            case STUCK -> standing.plus(attempted).plus(of(ending.standing()));
            default -> standing.plus(attempted);
        };
    }

    private static Claims of(@Nullable Standing standing) {
        return standing == null ? Claims.none() : standing.claims();
    }
}

package dev.palisade.planning.worlds;

import dev.palisade.planning.PlanResult;
import dev.palisade.planning.claim.LedgerClaims;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import dev.palisade.planning.worlds.Environment.Report;
import dev.palisade.planning.worlds.Environment.Request;
import java.util.ArrayList;
import java.util.List;

/** What a request claims and gives up, and what its environment claims after it: as the request's workflow tells the parents. */
final class ClaimsMade {
    private final Neighbourhood neighbourhood;
    private final Environment environment;
    private final Request request;
    private final Ledger found;
    private final Claims before;
    private Claims intended = Claims.none();
    private List<String> givenUp = List.of();
    private boolean gaveUp;

    ClaimsMade(Neighbourhood neighbourhood, Environment environment, Request request) {
        this.neighbourhood = neighbourhood;
        this.environment = environment;
        this.request = request;
        this.found = environment.ledger();
        this.before = environment.claims();
    }

    void intends(Claims claims) {
        intended = intended.plus(claims);
    }

    /** What neighbours keep is told before the end. True if the plan must be made again, since they may have left something meanwhile. */
    boolean givesUp(PlanResult done, List<String> takenBack) {
        boolean deletes = request.type() == RequestType.DELETE;
        boolean leaves = deletes
                ? !before.isEmpty() || !done.plan().released().isEmpty()
                : done.findings().stream().anyMatch(finding -> finding.code() == FindingCode.KEPT_FOR_NEIGHBOUR);
        if (gaveUp || !leaves) {
            return false;
        }
        gaveUp = true;
        givenUp = done.plan().released();
        Claims needed = deletes ? Claims.none() : done.plan().claims();
        Claims byLedger = LedgerClaims.of(found.without(givenUp).without(takenBack));
        neighbourhood.settle(environment.workspace(), needed.plus(byLedger), found.named(givenUp), takenBack);
        return true;
    }

    void settled(Report report) {
        neighbourhood.settle(
                environment.workspace(),
                after(report).plus(byLedger(report.settled(), report.entries())),
                found.without(givenUp).named(report.settled()),
                report.settled());
    }

    /**
     * For one that was terminated; behind a pivot it keeps what it had claimed.
     *
     * @param remaining what was not taken back
     */
    void died(boolean keepsAll, List<LedgerEntry> remaining) {
        Claims claims = keepsAll ? before.plus(intended) : before.plus(byLedger(List.of(), remaining));
        neighbourhood.settle(environment.workspace(), claims, List.of(), List.of());
    }

    /** What is needed by what is there once the ledger has these. */
    private Claims byLedger(List<String> settled, List<LedgerEntry> reported) {
        return LedgerClaims.of(found.without(settled).settled(request.id(), reported));
    }

    /** References of all that the ledger has no more. */
    List<String> dropped(Report report) {
        List<String> dropped = new ArrayList<>(report.settled());
        dropped.addAll(givenUp);
        return dropped;
    }

    private Claims after(Report report) {
        Claims stood = environment.standing().map(Standing::claims).orElse(Claims.none());
        Claims attempted = Environment.of(environment.attempted().orElse(null));
        Claims stands =
                report.stands() == null ? stood.plus(intended) : report.stands().claims();
        return switch (report.end()) {
            case READY -> report.deleted() ? Claims.none() : stands;
            case PARKED -> stands.plus(new Claims(List.of(), stood.addresses(), List.of()));
            case ROLLED_BACK -> stood;
            case STUCK -> stood.plus(attempted).plus(Environment.of(report.stands()));
            default -> stood.plus(attempted);
        };
    }
}

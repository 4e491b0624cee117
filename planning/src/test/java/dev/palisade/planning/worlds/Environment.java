package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.LedgerClaims;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import java.util.List;
import java.util.Optional;

/** An environment's book, kept as its workflow keeps it: the ledger, what stands, what is stuck. */
public final class Environment {
    private final int index;
    private final ResourceId workspace;
    private Ledger ledger = Ledger.empty();
    private Standing standing;
    private Standing attempted;
    private String desiredBy;
    private String stuck;
    private int lastGeneration;
    private int requests;
    private Request last;

    public Environment(int index) {
        this.index = index;
        this.workspace = ResourceId.of(Scene.workspace(index));
    }

    /** @param end null while it runs */
    public record Request(String id, RequestType type, JsonNode data, End end) {
        Request ended(End how) {
            return new Request(id, type, data, how);
        }
    }

    /** How a request comes to rest. */
    public enum End {
        READY,
        REJECTED,
        ROLLED_BACK,
        CANCELLED,
        PARKED,
        STUCK
    }

    /**
     * What a request reports.
     *
     * @param stands null if what stood stands
     * @param buried true if it was terminated, and nobody knows what it was to make
     */
    public record Report(
            End end,
            List<LedgerEntry> entries,
            List<String> settled,
            Standing stands,
            boolean deleted,
            boolean buried) {}

    /**
     * What another book says of it.
     *
     * @param now the document that stands; null if none does
     * @param attempt what the stuck request was to make; null if none is stuck
     * @param stuckRequest null if none is stuck
     */
    public void reads(Ledger known, Standing now, Standing attempt, String stuckRequest) {
        ledger = known;
        standing = now;
        attempted = attempt;
        stuck = stuckRequest;
    }

    public int index() {
        return index;
    }

    public ResourceId workspace() {
        return workspace;
    }

    public Ledger ledger() {
        return ledger;
    }

    public Optional<Standing> standing() {
        return Optional.ofNullable(standing);
    }

    public Optional<Standing> attempted() {
        return Optional.ofNullable(attempted);
    }

    boolean isFirst() {
        return desiredBy == null;
    }

    public boolean isStuck() {
        return stuck != null;
    }

    Optional<Request> last() {
        return Optional.ofNullable(last);
    }

    public boolean isDesiredBy(String requestId) {
        return requestId.equals(desiredBy);
    }

    int nextGeneration() {
        return lastGeneration + 1;
    }

    public Claims claims() {
        return of(standing).plus(of(attempted)).plus(LedgerClaims.of(ledger));
    }

    static Claims of(Standing what) {
        return what == null ? Claims.none() : what.claims();
    }

    Request accepts(RequestType type, JsonNode data) {
        requests++;
        last = new Request(workspace.name() + "-" + requests, type, data, null);
        return last;
    }

    void intends(Request request, List<LedgerEntry> entries) {
        lastGeneration++;
        ledger = ledger.intended(request.id(), entries);
    }

    /** What was registered and nobody has reported. */
    List<LedgerEntry> unreported(Request request) {
        return ledger.of(request.id()).stream()
                .filter(entry -> entry.state() == State.INTENDED && entry.ownership() != Ownership.ADOPTED)
                .toList();
    }

    void released(Request request, Report report) {
        if (request.id().equals(stuck) && (report.end() == End.READY || report.end() == End.PARKED)) {
            // What could not be undone is wanted as it is, and with it what it took back.
            ledger = ledger.without(stuckEntries().stream()
                    .flatMap(entry -> entry.step().takesBack().stream())
                    .toList());
        }
        ledger = ledger.without(report.settled()).settled(request.id(), report.entries());
        if (!report.buried() && (report.end() == End.READY || report.end() == End.PARKED)) {
            stands(request, report);
        }
        if (report.end() == End.STUCK) {
            stuck = request.id();
            attempted = report.stands() == null ? attempted : report.stands();
        } else if (request.id().equals(stuck)) {
            lift(report.end());
        }
        last = request.ended(report.end());
    }

    private void stands(Request request, Report report) {
        if (report.deleted()) {
            desiredBy = null;
            standing = null;
        } else {
            desiredBy = request.id();
            standing = report.stands() == null ? standing : report.stands();
        }
    }

    private void lift(End end) {
        if (end == End.READY || end == End.PARKED) {
            List<String> notOurs = stuckEntries().stream()
                    .filter(entry -> !entry.owns())
                    .map(LedgerEntry::reference)
                    .toList();
            ledger = ledger.without(notOurs).with(stuck, State.STUCK, entry -> entry.standing(entry.ownership()));
        }
        if (stuckEntries().isEmpty()) {
            stuck = null;
            attempted = null;
        }
    }

    public List<LedgerEntry> stuckEntries() {
        return stuck == null
                ? List.of()
                : ledger.of(stuck).stream()
                        .filter(entry -> entry.state() == State.STUCK)
                        .toList();
    }
}

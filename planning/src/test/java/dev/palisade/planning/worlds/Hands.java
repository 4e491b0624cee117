package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.worlds.Parents.Leave;
import java.util.List;
import java.util.Optional;

/** Does one step in Azure as an activity does: looks, writes only upon what the plan has seen, and says what it found. */
public final class Hands {
    private final World world;
    private final Parents parents;
    private final Environment environment;
    private final String requestId;

    public Hands(World world, Parents parents, Environment environment, String requestId) {
        this.world = world;
        this.parents = parents;
        this.environment = environment;
        this.requestId = requestId;
    }

    /** The world is not as the plan was made for. */
    public static final class WorldChanged extends Exception {
        WorldChanged(String how) {
            super(how);
        }
    }

    /**
     * @param sent true if an earlier attempt has written, and had no answer
     * @param provisioningState that something new is to have
     */
    public Ownership does(Step step, boolean sent, String provisioningState) throws WorldChanged {
        Leave leave = leave(step);
        if (!leave.kept().isEmpty()) {
            throw new WorldChanged(step.id() + " would take what a neighbour needs");
        }
        Optional<ObjectNode> found = world.azure().find(step.resource());
        return switch (step.action()) {
            case CREATE -> create(step, sent, found, provisioningState);
            case UPDATE -> change(step, sent, found);
            case DELETE -> remove(step, sent, found, leave);
        };
    }

    private Leave leave(Step step) {
        List<Element> elements = step.deltas().stream()
                .map(Delta::inverse)
                .filter(delta -> !Meaning.isNothing(delta.after()))
                .map(delta -> new Element(step.resource(), delta))
                .toList();
        boolean takes = step.action() == Step.Action.DELETE || !step.takesBack().isEmpty();
        boolean shared = !step.resource().topLevel().equals(environment.workspace());
        return takes && shared && !elements.isEmpty()
                ? parents.leave(environment.workspace(), elements, Optional.empty())
                : new Leave(List.of(), List.of());
    }

    private Ownership create(Step step, boolean sent, Optional<ObjectNode> found, String state) throws WorldChanged {
        ObjectNode body = step.deltas().get(0).after().deepCopy();
        if (found.isEmpty()) {
            takesIt(world.laws().againstCreation(step.resource(), body), step);
            write(step, body, state);
            Broken.unless(
                    world.azure().creations(step.resource()) <= 1,
                    Invariant.ONE_CREATION,
                    step.resource().toString());
            return Ownership.CREATED;
        }
        boolean asAsked = Meaning.isDone(found.get(), step.deltas());
        boolean ours = isOurs(step, sent, found.get(), asAsked);
        boolean environments =
                ours || isTagged(found.get(), environment.workspace().key());
        if (!environments && !asAsked) {
            throw new WorldChanged(step.id() + " meets something of a stranger");
        }
        if (asAsked && provisioningState(found.get()).equals("Succeeded")) {
            return ours ? Ownership.CREATED : Ownership.ADOPTED;
        }
        foreign(step);
        write(step, body, state);
        return Ownership.CREATED;
    }

    private boolean isOurs(Step step, boolean sent, JsonNode found, boolean asAsked) {
        if (step.kind() == ResourceKind.CLUSTER_EXTENSION) {
            JsonNode seen = step.deltas().get(0).before();
            return (sent && asAsked) || (!Meaning.isNothing(seen) && Meaning.isUndone(found, step.deltas()));
        }
        return isTagged(found, environment.workspace().key())
                && OwnershipTags.read(found, OwnershipTags.REQUEST).equals(requestId);
    }

    private void write(Step step, ObjectNode body, String provisioningState) {
        if (step.kind() != ResourceKind.CLUSTER_EXTENSION) {
            body.withObject("/tags")
                    .put(OwnershipTags.ENVIRONMENT, environment.workspace().key())
                    .put(OwnershipTags.REQUEST, requestId);
        }
        world.writes(environment.index(), step.resource(), step.deltas());
        world.azure().create(step.resource(), body, provisioningState);
    }

    private Ownership change(Step step, boolean sent, Optional<ObjectNode> found) throws WorldChanged {
        if (found.isEmpty()) {
            throw new WorldChanged(step.id() + " changes what is not there");
        }
        if (Meaning.isDone(found.get(), step.deltas())) {
            return sent ? Ownership.CHANGED : Ownership.ADOPTED;
        }
        if (!Meaning.isUndone(found.get(), step.deltas())) {
            throw new WorldChanged(step.id() + " finds " + found.get());
        }
        foreign(step);
        changes(step, found.get(), step.deltas());
        return Ownership.CHANGED;
    }

    /** Writes changes into what is there, if Azure takes them. */
    void changes(Step step, ObjectNode found, List<Delta> deltas) {
        ObjectNode before = found.deepCopy();
        ObjectNode after = Laws.after(found, deltas);
        takesIt(world.laws().againstChange(step.resource(), before, after), step);
        deltas.stream()
                .filter(delta ->
                        !Meaning.stands(before, delta, delta.before()) && !Meaning.stands(before, delta, delta.after()))
                .forEach(delta -> {
                    throw new Broken(
                            Invariant.FOREIGN_STAYS_UNTOUCHED,
                            step.id() + " writes over what somebody else wrote: "
                                    + Facts.place(step.resource(), delta));
                });
        boolean opens = (Doors.isClosed(before) && !Doors.isClosed(after))
                || (Doors.isRestricted(before) && !Doors.isRestricted(after));
        Broken.unless(
                !opens || step.effect() == Effect.LOOSEN || !deltas.equals(step.deltas()),
                Invariant.NOTHING_OPENS_UNASKED,
                step.toString());
        world.writes(environment.index(), step.resource(), deltas);
        world.azure().change(step.resource(), deltas);
    }

    private Ownership remove(Step step, boolean sent, Optional<ObjectNode> found, Leave leave) throws WorldChanged {
        if (found.isEmpty()) {
            return sent ? Ownership.CHANGED : Ownership.ADOPTED;
        }
        boolean ours = step.kind() == ResourceKind.CLUSTER_EXTENSION
                || isTagged(found.get(), environment.workspace().key())
                || leave.makers().stream().anyMatch(maker -> isTagged(found.get(), maker.key()));
        if (!ours || !Meaning.isUndone(found.get(), step.deltas())) {
            throw new WorldChanged(step.id() + " would delete what is not ours");
        }
        delete(step);
        return Ownership.CHANGED;
    }

    void delete(Step step) {
        foreign(step);
        takesIt(world.laws().againstDeletion(step.resource()), step);
        world.writes(environment.index(), step.resource(), List.of(Delta.creation(null)));
        world.deletes(step.resource());
    }

    /** What strangers made as a whole is neither changed nor replaced nor deleted. */
    private void foreign(Step step) {
        boolean whole = switch (step.kind()) {
            case AML_COMPUTE, MANAGED_CLUSTER, CLUSTER_EXTENSION, ATTACHED_CLUSTER, ATTACHED_MACHINE -> true;
            case ROUTE_TABLE -> step.action() != Action.UPDATE;
            default -> false;
        };
        Broken.unless(
                !whole || !world.shadow().has(step.resource().toString()),
                Invariant.FOREIGN_STAYS_UNTOUCHED,
                step.id() + " writes what a stranger made: " + step.resource());
    }

    private static void takesIt(Optional<String> refusal, Step step) {
        Broken.unless(refusal.isEmpty(), Invariant.AZURE_TAKES_IT, step.id() + ": " + refusal.orElse(""));
    }

    static boolean isTagged(JsonNode resource, String environment) {
        return OwnershipTags.read(resource, OwnershipTags.ENVIRONMENT).equals(environment);
    }

    static String provisioningState(JsonNode resource) {
        return resource.at("/properties/provisioningState").asText("Succeeded");
    }
}

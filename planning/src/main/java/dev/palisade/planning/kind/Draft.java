package dev.palisade.planning.kind;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Addresses;
import dev.palisade.planning.plan.Claims.Attachment;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A plan in the making. Steps are wanted steps: whether any finding forbids them is decided at the end. */
public final class Draft {
    private static final Set<ResourceKind> NETWORK =
            Set.of(ResourceKind.NETWORK_SECURITY_GROUP, ResourceKind.ROUTE_TABLE, ResourceKind.SUBNET);

    private final List<Wanted> wanted = new ArrayList<>();
    private final List<ResourceId> found = new ArrayList<>();
    private final Set<Element> elements = new LinkedHashSet<>();
    private final Set<Addresses> addresses = new LinkedHashSet<>();
    private final Set<Attachment> attachments = new LinkedHashSet<>();
    private final Set<String> released = new LinkedHashSet<>();
    private final Set<Finding> findings = new LinkedHashSet<>();
    private final Map<ResourceId, List<String>> secretReaders = new HashMap<>();

    /**
     * A step and what it does in Azure, for the rules that look at all steps.
     *
     * @param field where the document asks for it
     * @param writes existing resources that it changes, the step's own one or others
     * @param creates resources that it brings about, by itself or through Azure
     */
    public record Wanted(Step step, String field, List<ResourceId> writes, List<ResourceId> creates) {}

    public void want(Wanted step) {
        wanted.add(step);
    }

    /** A step for which Palisade itself reads a secret, when the step begins. */
    void readsSecretOf(ResourceId vault, String step) {
        secretReaders.computeIfAbsent(vault, first -> new ArrayList<>()).add(step);
    }

    /** The IDs of the steps that need a vault's door open to Palisade. */
    List<String> secretReadersOf(ResourceId vault) {
        return List.copyOf(secretReaders.getOrDefault(vault, List.of()));
    }

    /** A resource that is there as asked. */
    public void found(ResourceId id) {
        found.add(id);
    }

    public void refuse(FindingCode code, String field, WhoseMove whoseMove, Map<String, String> arguments) {
        findings.add(Finding.refusal(code, field, whoseMove, arguments));
    }

    public void warn(FindingCode code, String field, Map<String, String> arguments) {
        findings.add(Finding.warning(code, field, arguments));
    }

    public void add(Collection<Finding> more) {
        findings.addAll(more);
    }

    /**
     * Something that the environment needs of a thing that others may share, whether this plan makes it or it was found.
     *
     * @param wanted only its <i>after</i> counts
     */
    public void claim(ResourceId resource, Delta wanted) {
        elements.add(new Element(resource, new Delta(wanted.path(), wanted.elementKey(), null, wanted.after())));
    }

    /** Room in a subnet, whether it is taken already or not. */
    public void claimAddresses(ResourceId subnet, ResourceId user, int count) {
        addresses.add(new Addresses(subnet, user, count));
    }

    /** A cluster may be attached once in all the world. */
    public void claimAttachment(ResourceId cluster, ResourceId compute) {
        attachments.add(new Attachment(cluster, compute));
    }

    public Claims claims() {
        return new Claims(List.copyOf(elements), List.copyOf(addresses), List.copyOf(attachments));
    }

    public void claimAll(Claims more) {
        elements.addAll(more.elements());
        addresses.addAll(more.addresses());
        attachments.addAll(more.attachments());
    }

    /** A {@link dev.palisade.planning.ledger.LedgerEntry#reference reference} to what is dropped from the ledger without touching Azure. */
    public void release(String reference) {
        released.add(reference);
    }

    public List<String> released() {
        return List.copyOf(released);
    }

    /** The ID of the step that changes a resource, if one is wanted. */
    Optional<String> stepOn(ResourceId resource) {
        return steps().stream()
                .filter(step -> step.resource().equals(resource))
                .map(Step::id)
                .findFirst();
    }

    /** The IDs of the steps that change the network: rules of security groups, and subnets. */
    List<String> networkSteps() {
        return steps().stream()
                .filter(step -> NETWORK.contains(step.kind()))
                .map(Step::id)
                .toList();
    }

    /** The same, as far as they concern resources such as a subnet and its security group. */
    List<String> stepsOn(Stream<ResourceId> resources) {
        return resources
                .flatMap(resource -> stepOn(resource).stream())
                .distinct()
                .toList();
    }

    public List<Wanted> wanted() {
        return List.copyOf(wanted);
    }

    /** Every step after those that it depends on. */
    public List<Step> steps() {
        return wanted.stream().map(Wanted::step).toList();
    }

    public List<ResourceId> found() {
        return List.copyOf(found);
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }
}

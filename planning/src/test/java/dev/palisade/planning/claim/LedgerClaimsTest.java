package dev.palisade.planning.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Attachment;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerClaimsTest {
    private static final String GROUP = "/subscriptions/s/resourceGroups/g/providers/";
    private static final ResourceId SUBNET =
            ResourceId.of(GROUP + "Microsoft.Network/virtualNetworks/net/subnets/training");
    private static final ResourceId CLUSTER = ResourceId.of(GROUP + "Microsoft.ContainerService/managedClusters/c");
    private static final ResourceId COMPUTE =
            ResourceId.of(GROUP + "Microsoft.MachineLearningServices/workspaces/ws/computes/c");
    private static final Step ATTACHING = Step.creation(
            "attachment/c",
            ResourceKind.ATTACHED_CLUSTER,
            COMPUTE,
            "Attach",
            attachment(),
            List.of(),
            Duration.ofMinutes(5));
    private static final String ACCOUNT = "Microsoft.Storage/storageAccounts/x";
    private static final Delta RULE = Delta.element("/properties/networkAcls/virtualNetworkRules", "id", null, rule());

    @ParameterizedTest
    @CsvSource({
        "Microsoft.Storage/storageAccounts/x, Microsoft.Storage",
        "Microsoft.Storage/storageAccounts/x, microsoft.storage.global",
        "Microsoft.KeyVault/vaults/v, Microsoft.KeyVault"
    })
    void aDoorThatLetsInASubnetNeedsThatSubnetsEndpointForItsService(String door, String service) {
        Claims claims = LedgerClaims.of(left(door, Ownership.CHANGED, closing(), RULE));

        assertThat(Overlap.needs(claims, endpoint(SUBNET, service))).isTrue();
        assertThat(Overlap.needs(claims, endpoint(SUBNET, "Microsoft.Sql"))).isFalse();
        assertThat(Overlap.needs(claims, endpoint(SUBNET.parent().child("subnets", "other"), service)))
                .isFalse();
    }

    @Test
    void aDoorWhoseClosingWasNeverAnsweredMayStandAndSoNeedsTheSame() {
        assertThat(LedgerClaims.of(left(ACCOUNT, Ownership.UNKNOWN, closing(), RULE)))
                .isEqualTo(LedgerClaims.of(left(ACCOUNT, Ownership.CHANGED, closing(), RULE)));
    }

    @Test
    void aDoorThatWasOpenedAgainNeedsNothingThoughItsListsStay() {
        Ledger closed = left(ACCOUNT, Ownership.CHANGED, closing(), RULE);

        Ledger opened = closed.settled("r2", List.of(entry("r2", ACCOUNT, Ownership.CHANGED, action("Deny", "Allow"))));

        assertThat(LedgerClaims.of(opened).isEmpty()).isTrue();
    }

    @Test
    void aRuleThatWasTakenBackNeedsNothing() {
        Ledger closed = left(ACCOUNT, Ownership.CHANGED, closing(), RULE);
        LedgerEntry entry = closed.entries().get(0);

        assertThat(LedgerClaims.of(closed.without(List.of(entry.reference(RULE))))
                        .isEmpty())
                .isTrue();
        assertThat(LedgerClaims.of(closed.without(List.of(entry.reference()))).isEmpty())
                .isTrue();
    }

    @Test
    void aDoorThatWasFoundClosedIsNotOursToSpeakFor() {
        assertThat(LedgerClaims.of(left(ACCOUNT, Ownership.ADOPTED, closing(), RULE))
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"INTENDED"},
            mode = EnumSource.Mode.EXCLUDE)
    void whateverBecameOfItsRequestAClosedDoorNeedsItsEndpoint(State state) {
        LedgerEntry entry = entry("r", ACCOUNT, Ownership.CHANGED, closing(), RULE);
        Ledger ledger = new Ledger(List.of(new LedgerEntry(entry.requestId(), entry.step(), entry.ownership(), state)));

        assertThat(LedgerClaims.of(ledger).elements())
                .extracting(Element::resource)
                .containsOnly(SUBNET);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"INTENDED"},
            mode = EnumSource.Mode.EXCLUDE)
    void aClusterIsClaimedAsLongAsTheLedgerHasItsAttachment(State state) {
        Ledger attached = new Ledger(List.of(new LedgerEntry("r", ATTACHING, Ownership.CREATED, state)));

        Claims claims = LedgerClaims.of(attached);

        assertThat(claims.attachments()).containsExactly(new Attachment(CLUSTER, COMPUTE));
        assertThat(Overlap.needs(claims, new Element(CLUSTER, Delta.creation(JsonNodeFactory.instance.objectNode()))))
                .isTrue();
        assertThat(LedgerClaims.of(attached.without(List.of("r|attachment/c"))).isEmpty())
                .isTrue();
    }

    @Test
    void aClusterThatWasFoundAttachedIsNotOursToSpeakFor() {
        assertThat(LedgerClaims.of(
                                new Ledger(List.of(new LedgerEntry("r", ATTACHING, Ownership.ADOPTED, State.STANDING))))
                        .isEmpty())
                .isTrue();
    }

    private static Ledger left(String door, Ownership ownership, Delta... deltas) {
        return Ledger.empty().settled("r", List.of(entry("r", door, ownership, deltas)));
    }

    private static LedgerEntry entry(String request, String door, Ownership ownership, Delta... deltas) {
        Step step = new Step(
                "door",
                ResourceKind.STORAGE_ACCOUNT,
                Action.UPDATE,
                ResourceId.of(GROUP + door),
                "Close the door",
                List.of(deltas),
                List.of(),
                Undo.REVERT_DELTAS,
                Effect.TIGHTEN,
                Duration.ofSeconds(5),
                "",
                List.of());
        return new LedgerEntry(request, step, ownership, State.LEFT);
    }

    private static JsonNode attachment() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("properties").put("computeType", "AKS").put("resourceId", CLUSTER.toString());
        return body;
    }

    private static Delta closing() {
        return action("Allow", "Deny");
    }

    private static Delta action(String before, String after) {
        return Delta.field("/properties/networkAcls/defaultAction", TextNode.valueOf(before), TextNode.valueOf(after));
    }

    private static JsonNode rule() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", SUBNET.toString())
                .put("action", "Allow");
    }

    private static Element endpoint(ResourceId subnet, String service) {
        JsonNode endpoint = JsonNodeFactory.instance.objectNode().put("service", service);
        return new Element(subnet, Delta.element("/properties/serviceEndpoints", "service", null, endpoint));
    }
}

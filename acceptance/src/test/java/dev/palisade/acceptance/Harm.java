package dev.palisade.acceptance;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.state.AuditEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What must never be done in a scene, whatever happens there. */
record Harm(Scene scene) {

    /** However often something was asked for: Azure made it anew only after it had been taken away. */
    void assertNothingMadeTwice() {
        Map<String, List<Effect>> made = effective()
                .filter(entry -> entry.effect() != Effect.CHANGED)
                .collect(groupingBy(AuditEntry::resource, mapping(AuditEntry::effect, toList())));
        assertThat(made).allSatisfy((resource, effects) -> {
            for (int i = 1; i < effects.size(); i++) {
                assertThat(effects.get(i))
                        .as("what was done to %s after it was %s", resource, effects.get(i - 1))
                        .isNotEqualTo(effects.get(i - 1));
            }
        });
    }

    /** What belongs to others, a neighbour too, is as it was. */
    void assertNothingForeignTouched() {
        assertThat(Foreign.touched(scene.before(), scene.now()))
                .as("what belongs to others in %s", scene.environment().group())
                .isEmpty();
    }

    /** Also in between: nothing of the neighbour's was written to, and no list that the neighbour is in was sent without it. */
    void assertNeighbourLeftAlone() {
        assertThat(effective().map(AuditEntry::resource).filter(Foreign::isNeighbours))
                .as("what belongs to a neighbour, and was written to")
                .isEmpty();
        assertThat(shared().flatMap(this::sentWithoutIt))
                .as("lists that were sent without what a neighbour has in them")
                .isEmpty();
    }

    void assertNoDoorOpened(Predicate<String> mayOpen) {
        assertThat(opened()).as("doors that were opened unasked").allMatch(mayOpen);
    }

    /** The doors, by ID, that were opened after Palisade had closed them. */
    private Set<String> opened() {
        Set<String> opened = new HashSet<>();
        Set<String> closed = new HashSet<>();
        effective()
                .filter(entry -> entry.effect() == Effect.CHANGED && entry.body() != null)
                .forEach(entry -> {
                    String door = entry.body()
                            .at("/properties/networkAcls/defaultAction")
                            .asText();
                    if (door.equals("Deny")) {
                        closed.add(entry.resource());
                    } else if (door.equals("Allow") && closed.contains(entry.resource())) {
                        opened.add(entry.resource());
                    }
                });
        return opened;
    }

    private Stream<AuditEntry> effective() {
        return scene.stack().audit().within(scene.environment().groupId()).stream()
                .filter(entry -> entry.effect() != Effect.NONE);
    }

    private Stream<Shared> shared() {
        EnvironmentFixture environment = scene.environment();
        return Stream.of(
                new Shared(
                        environment.securityGroup(), "/properties/securityRules", "palisade-batch-to-mynetwork-fraud"),
                new Shared(environment.customersRoutes(), "/properties/routes", "fraud-backend"),
                new Shared(environment.trainingSubnet(), "/properties/serviceEndpoints", "microsoft.keyvault"),
                new Shared(environment.storageAccount(), Shared.RULES, "/subnets/fraud\""),
                new Shared(environment.keyVault(), Shared.RULES, "/subnets/fraud\""));
    }

    private Stream<AuditEntry> sentWithoutIt(Shared shared) {
        return effective()
                .filter(entry -> entry.resource().equalsIgnoreCase(shared.resource()) && shared.isMissedBy(entry));
    }

    /**
     * A list of a resource in which a neighbour has something.
     *
     * @param list a JSON Pointer
     * @param theirs lower-cased text that their element has, and no other
     */
    private record Shared(String resource, String list, String theirs) {
        static final String RULES = "/properties/networkAcls/virtualNetworkRules";

        boolean isMissedBy(AuditEntry entry) {
            return entry.body() != null
                    && entry.body().at(list).isArray()
                    && !entry.body()
                            .at(list)
                            .toString()
                            .toLowerCase(Locale.ROOT)
                            .contains(theirs);
        }
    }
}

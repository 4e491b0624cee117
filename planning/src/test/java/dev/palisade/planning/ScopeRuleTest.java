package dev.palisade.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.request.Scopes;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ScopeRuleTest {
    private final PlanResult whole = new ExampleWorld().plan(Examples.secureEnvironment());

    @Test
    void aPlanWithinTheScopesIsLeftAsItIs() {
        assertThat(ScopeRule.check(scopes(ExampleWorld.GROUP.toUpperCase(Locale.ROOT)), whole))
                .isSameAs(whole);
        assertThat(ScopeRule.check(Scopes.unlimited(), whole)).isSameAs(whole);
    }

    @Test
    void aPlanThatLeadsOutOfTheScopesIsRefusedWithEachStepThatDoes() {
        PlanResult refused = ScopeRule.check(scopes(ExampleWorld.WORKSPACE, ExampleWorld.NETWORK), whole);

        assertThat(refused.refused()).isTrue();
        assertThat(refused.plan().isEmpty()).isTrue();
        assertThat(refused.findings())
                .extracting(Finding::code, finding -> finding.arguments().get("step"))
                .containsExactly(
                        tuple(FindingCode.OUT_OF_SCOPE, "nsg/customer-nsg"),
                        tuple(FindingCode.OUT_OF_SCOPE, "cluster/myaks"),
                        tuple(FindingCode.OUT_OF_SCOPE, "extension/myaks"),
                        tuple(FindingCode.OUT_OF_SCOPE, "storage/wsstorage"),
                        tuple(FindingCode.OUT_OF_SCOPE, "vault/wsvault"));
    }

    @Test
    void aScopeDoesNotCoverItsNamesake() {
        assertThat(scopes(ExampleWorld.GROUP).allow(ResourceId.of(ExampleWorld.GROUP + "2")))
                .isFalse();
    }

    private static Scopes scopes(String... ids) {
        return new Scopes(List.of(ids).stream().map(ResourceId::of).toList());
    }
}

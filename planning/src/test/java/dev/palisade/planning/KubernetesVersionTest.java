package dev.palisade.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.request.RequestType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesVersionTest {
    private static final String SEED = ClusterMistakes.attaching()
            .replace("profile: current", "profile: seed")
            .replace("access: selected_networks, allow_ips: [203.0.113.7]", "access: all_networks");

    @ParameterizedTest
    @ValueSource(strings = {"1.17.17", "1.16", "1.9.11"})
    void theSeedsAttachWhatIs117OrLower(String version) {
        assertThat(attached(SEED, version)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.18.0", "1.33.5", "2.0"})
    void aNewerOneIsToldAndNotRefusedSinceAksOffersNoOther(String version) {
        assertThat(attached(SEED, version)).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo(FindingCode.CLUSTER_VERSION_ABOVE_SEEDS);
            assertThat(finding.severity()).isEqualTo(Severity.WARNS);
            assertThat(finding.arguments()).containsEntry("version", version).containsEntry("newest", "1.17");
        });
    }

    @Test
    void whatIsAttachedAlreadyIsNotToldAgain() {
        ExampleWorld world = QuotaMistakes.running(new ExampleWorld(), "1.33.5");
        ExampleEnvironment environment = new ExampleEnvironment(world, ExampleWorld.WORKSPACE);
        environment.does(RequestType.APPLY, Examples.document(SEED));

        PlanResult again = environment.plan(RequestType.APPLY, Examples.document(SEED));

        assertThat(again.plan().steps()).isEmpty();
        assertThat(again.findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.31.4", "1.33.5", "1.34.0", "unknown"})
    void theThreeNewestVersionsAreSupported(String version) {
        assertThat(attached(ClusterMistakes.attaching(), version)).isEmpty();
    }

    @Test
    void anOlderOneIsToldByTheOldestThatIsSupported() {
        assertThat(attached(ClusterMistakes.attaching(), "1.30.9"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNS);
                    assertThat(finding.arguments()).containsEntry("oldest", "1.31");
                });
    }

    private static List<Finding> attached(String document, String version) {
        return QuotaMistakes.running(new ExampleWorld(), version)
                .plan(Examples.document(document))
                .findings();
    }
}

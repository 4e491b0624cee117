package dev.palisade.workflows;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What would not replay cannot be called from here. Whole packages are banned, since calls are not followed. */
class FencesTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.palisade.workflows");

    @Test
    void nothingHereReadsAClockOrDrawsANumber() {
        noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Random.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(UUID.class)
                .check(OURS);
    }

    @Test
    void nothingHereReachesTheWorldOrAThread() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.net..", "java.util.concurrent..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(OURS);
    }

    @Test
    void nothingHerePlansOrKnowsAKindOfResource() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.palisade.planning.Planner")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.palisade.planning.kind..",
                        "dev.palisade.planning.document..",
                        "dev.palisade.planning.address..")
                .check(OURS);
    }

    @Test
    void logsGoThroughTheWorkflowsOwnLogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("org.slf4j.LoggerFactory")
                .check(OURS);
        fields().that()
                .haveRawType("org.slf4j.Logger")
                .should()
                .notBeStatic()
                .allowEmptyShould(true)
                .check(OURS);
    }

    @Test
    void onlyThePresetsSetActivityOptions() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.palisade.workflows.calls")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ActivityOptions.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(LocalActivityOptions.class)
                .check(OURS);
    }

    @Test
    void theContractHasNoBehaviourOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("dev.palisade.workflows.contract")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.palisade.workflows.request",
                        "dev.palisade.workflows.environment",
                        "dev.palisade.workflows.undo",
                        "dev.palisade.workflows.calls")
                .check(OURS);
    }
}

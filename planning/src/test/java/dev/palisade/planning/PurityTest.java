package dev.palisade.planning;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The planner is pure: what it says depends on its arguments alone. */
class PurityTest {
    private static final JavaClasses PLANNING =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.palisade.planning");
    private static final Set<String> SALTED = Set.of("copyOf", "toUnmodifiableSet", "toUnmodifiableMap");
    private static final Set<String> CLOCK_AND_CHANCE = Set.of(
            "now", "currentTimeMillis", "nanoTime", "random", "randomUUID", "getenv", "getProperty", "systemUTC");

    @Test
    void planningIsNotEmpty() {
        assertThat(PLANNING).extracting(JavaClass::getSimpleName).contains("Planner", "DocumentReader", "SubnetKind");
    }

    @Test
    void noWorldIsReachedFromHere() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "io.temporal..",
                        "com.azure..",
                        "java.net..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.sql..",
                        "java.util.concurrent..",
                        "dev.palisade.workflows..",
                        "dev.palisade.activities.."))
                .because("planning has no network, no files and no threads")
                .check(PLANNING);
    }

    /** A class-path resource comes as a stream, and is the only input there is. */
    @Test
    void nothingIsReadButTheClassPath() {
        noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "java.io but its InputStream",
                        type -> type.getPackageName().startsWith("java.io") && !type.isEquivalentTo(InputStream.class)))
                .check(PLANNING);
    }

    @Test
    void neitherClockNorChanceNorTheMachineIsAsked() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "clock, chance or environment",
                        (JavaMethodCall call) -> CLOCK_AND_CHANCE.contains(call.getName())
                                && call.getTargetOwner().getPackageName().startsWith("java.")))
                .orShould()
                .dependOnClassesThat(
                        describe("java.util.Random", type -> type.getName().startsWith("java.util.Random")))
                .check(PLANNING);
    }

    /** Java salts the order of such sets and maps in each process; that of what is sorted, or as it was put in, is the same in all. */
    @Test
    void nothingIsCopiedIntoAnOrderThatEachProcessHasItsOwnOf() {
        noClasses()
                .should()
                .callMethodWhere(describe(
                        "an order of the process's own",
                        (JavaMethodCall call) -> SALTED.contains(call.getName())
                                && call.getTargetOwner().getPackageName().equals("java.util")
                                && !call.getTargetOwner().isEquivalentTo(List.class)))
                .orShould()
                .callMethodWhere(describe(
                        "a collector into such an order",
                        (JavaMethodCall call) -> SALTED.contains(call.getName())
                                && call.getTargetOwner().isEquivalentTo(Collectors.class)))
                .check(PLANNING);
    }

    @Test
    void packagesDoNotDependOnEachOtherInCircles() {
        slices().matching("dev.palisade.planning.(*)..")
                .should()
                .beFreeOfCycles()
                .check(PLANNING);
    }
}

package io.execparity.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.execparity.stream.engine.EngineSettings;
import io.execparity.stream.engine.TracedCall;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who may know whom: every stage knows the next one's input and nothing else. */
final class ArchitectureTest {
    private static final String[] FREE = {"java..", "org.jspecify.."};
    private static final Set<String> CLOCK_METHODS = Set.of("now", "currentTimeMillis", "nanoTime", "systemUTC");
    private static final Pattern VAGUE_NAME = Pattern.compile(".*(Manager|Helper|Utils?|Impl)$");

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.execparity");

    @Test
    void theSchemasKnowNothingOfOurs() {
        check(classes()
                .that()
                .resideInAPackage("io.execparity.schema..")
                .and()
                .resideOutsideOfPackage("io.execparity.schema.catalogue..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(FREE)
                        .or(resideInAnyPackage("io.execparity.schema..", "com.fasterxml.jackson.core.."))));
        check(classes()
                .that()
                .resideInAPackage("io.execparity.schema.catalogue..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(FREE)
                        .or(resideInAnyPackage(
                                "io.execparity.schema.catalogue..",
                                "org.yaml.snakeyaml..",
                                "com.fasterxml.jackson.core.."))));
    }

    @Test
    void readingLinesAndMakingEventsOfThemTakesNoBrokerAndNoStreamProcessor() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.execparity.collect.source..",
                        "io.execparity.collect.parse..",
                        "io.execparity.collect.coalesce..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache..", "io.execparity.stream..", "io.execparity.dashboard.."));
    }

    @Test
    void filesAreReadWithoutUnderstandingThemAndUnderstoodWithoutEvents() {
        check(noClasses()
                .that()
                .resideInAPackage("io.execparity.collect.source..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.execparity.collect.parse..", "io.execparity.collect.coalesce.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.execparity.collect.parse..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.execparity.collect.coalesce.."));
        check(noClasses()
                .that()
                .resideInAPackage("io.execparity.collect.coalesce..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.execparity.collect.source..", "io.execparity.collect.parse.."));
    }

    @Test
    void correlationAndRulesRunAnywhere() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.execparity.stream.engine..",
                        "io.execparity.stream.measurement..",
                        "io.execparity.stream.interpreter..",
                        "io.execparity.stream.detection..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache..",
                        "com.fasterxml.jackson.databind..",
                        "io.execparity.collect..",
                        "io.execparity.stream.flink.."));
    }

    @Test
    void theEngineDoesNotKnowTheRules() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.execparity.stream.engine..", "io.execparity.stream.interpreter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.execparity.stream.detection.."));
    }

    @Test
    void onlyOnePackageKnowsFlink() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.execparity.stream.flink..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.flink.."));
    }

    @Test
    void theDashboardsAndReportsKnowResultsAndNotHowTheyCame() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.execparity.dashboard..", "io.execparity.report..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.execparity.collect..", "io.execparity.stream..", "io.execparity.cli.."));
    }

    /** But for suppressions, patterns of hosts and what a probe announces, which shall mean the same everywhere. */
    @Test
    void theAlertsKnowFindingsAndNotHowTheyCame() {
        check(noClasses()
                .that()
                .resideInAPackage("io.execparity.alert..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.execparity.stream..", "io.execparity.dashboard..", "io.execparity.collect..")
                        .and(not(resideInAnyPackage(
                                "io.execparity.stream.catalogue..",
                                "io.execparity.stream.control..",
                                "io.execparity.stream.probe..",
                                "io.execparity.collect.config..",
                                "io.execparity.collect.status..")))));
    }

    @Test
    void theCommandsCallOthersAndJudgeNothingThemselves() {
        check(noClasses()
                .that()
                .resideInAPackage("io.execparity.cli..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "io.execparity.schema.record..",
                                "io.execparity.collect.coalesce..",
                                "io.execparity.stream.engine..",
                                "io.execparity.stream.interpreter..")
                        .and(not(belongToAnyOf(EngineSettings.class)))));
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.execparity.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.execparity.cli.."));
    }

    /** But for what is no result: the report on one measurement list, and a policy for Keylime. */
    @Test
    void onlyTheCodecWritesJson() {
        // Both are of types of the collectors, which the codec does not know.
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.execparity.schema.codec..")
                .and()
                .doNotHaveFullyQualifiedName("io.execparity.cli.VerificationJson")
                .and()
                .doNotHaveFullyQualifiedName("io.execparity.collect.reference.ReferenceWriter")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JsonGenerator.class));
    }

    @Test
    void jsonIsReadWhereItComesInAndNowhereBetween() {
        check(noClasses()
                .that(resideInAnyPackage(
                                "io.execparity.collect.source..",
                                "io.execparity.collect.coalesce..",
                                "io.execparity.stream..",
                                "io.execparity.cli..")
                        .and(not(belongToAnyOf(TracedCall.class)))
                        // The search server's answers come in here.
                        .and(not(resideInAPackage("io.execparity.stream.elastic.."))))
                .should()
                .dependOnClassesThat()
                .areAssignableTo(JsonParser.class));
    }

    @Test
    void timeComesFromTheEventsAndFromNoClock() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.execparity.schema..",
                        "io.execparity.collect.parse..",
                        "io.execparity.collect.coalesce..",
                        "io.execparity.stream.engine..",
                        "io.execparity.stream.interpreter..",
                        "io.execparity.stream.detection..")
                .should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>("it is a clock") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        JavaClass owner = access.getTargetOwner();
                        boolean clock = owner.isEquivalentTo(System.class)
                                || owner.isEquivalentTo(Instant.class)
                                || owner.isEquivalentTo(Clock.class);
                        return owner.isEquivalentTo(Date.class) || clock && CLOCK_METHODS.contains(access.getName());
                    }
                }));
    }

    @Test
    void everyClassIsFinalUnlessItIsMadeToBeExtended() {
        check(classes().that(areOrdinary()).should().haveModifier(JavaModifier.FINAL));
    }

    private static DescribedPredicate<JavaClass> areOrdinary() {
        return new DescribedPredicate<>("are neither abstract nor sealed, nor written by the compiler") {
            @Override
            public boolean test(JavaClass type) {
                return !type.isInterface()
                        && !type.isEnum()
                        && !type.isAnonymousClass()
                        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
                        && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                        && !type.reflect().isSealed();
            }
        };
    }

    @Test
    void namesSayWhatAClassStandsFor() {
        check(noClasses().should().haveNameMatching(VAGUE_NAME.pattern()));
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        check(slices().assignedFrom(new SliceAssignment() {
                    @Override
                    public SliceIdentifier getIdentifierOf(JavaClass type) {
                        return SliceIdentifier.of(type.getPackageName());
                    }

                    @Override
                    public String getDescription() {
                        return "packages";
                    }
                })
                .should()
                .beFreeOfCycles());
    }

    private static void check(ArchRule rule) {
        rule.check(OURS);
    }
}

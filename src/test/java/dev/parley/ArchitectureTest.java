package dev.parley;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.SimpleConditionEvent.violated;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import java.util.function.BiPredicate;

/** The table of rooms holds. */
@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final DescribedPredicate<JavaClass> OURS =
            DescribedPredicate.describe("are in a room", type -> Rooms.of(type).isPresent());

    @ArchTest
    static final ArchRule everyPackageBelongsToARoomOfTheTable = classes()
            .that(OURS)
            .should(new ArchCondition<>("be in a room that the table names") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                    if (!Rooms.GRANTED.containsKey(Rooms.of(type).orElseThrow())) {
                        events.add(violated(type, type.getName() + " is in a room that the table does not name"));
                    }
                }
            });

    @ArchTest
    static final ArchRule roomsFormNoCycle =
            slices().matching("dev.parley.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule eachRoomImportsOnlyWhatTheTableGrants = classes()
            .that(OURS)
            .should(depend(
                    "only on rooms that the table grants",
                    (from, to) -> Rooms.of(to).isEmpty() || Rooms.mayImport(from, to)));

    @ArchTest
    static final ArchRule nobodyImportsAnEdge = classes()
            .that(OURS)
            .should(depend(
                    "on no edge but their own",
                    (from, to) -> Rooms.edge(to).isEmpty() || Rooms.edge(to).equals(Rooms.edge(from))));

    @ArchTest
    static final ArchRule vendorTypesStayAtTheEdges = classes()
            .that(Rooms.inTheDomain())
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.parley..",
                    "java..",
                    "javax.crypto..",
                    "jakarta.inject..",
                    "jakarta.enterprise..",
                    "jakarta.annotation..");

    @ArchTest
    static final ArchRule nothingStaticChanges = fields().that()
            .areStatic()
            .and()
            .doNotHaveModifier(JavaModifier.SYNTHETIC)
            .should()
            .beFinal()
            .andShould()
            .notHaveRawType(resideInAPackage("java.util.concurrent.atomic.."));

    @ArchTest
    static final ArchRule nobodyLooksUpBeansByHand =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("jakarta.enterprise.inject.spi.CDI");

    @ArchTest
    static final ArchRule nobodyLooksForAJsonProviderAtEachCall = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("jakarta.json.Json")
            .because("it goes through the server's class loaders, where virtual threads can hang for ever (ADR 22)");

    @ArchTest
    static final ArchRule theProductKnowsNothingOfTheEmulator =
            noClasses().that(OURS).should().dependOnClassesThat().resideInAPackage("dev.parley.emulator..");

    @ArchTest
    static final ArchRule theEmulatorKnowsNothingOfTheProduct = noClasses()
            .that()
            .resideInAPackage("dev.parley.emulator..")
            .should()
            .dependOnClassesThat(OURS);

    private static ArchCondition<JavaClass> depend(String how, BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("depend " + how) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                    if (!allowed.test(type, dependency.getTargetClass().getBaseComponentType())) {
                        events.add(violated(type, dependency.getDescription()));
                    }
                }
            }
        };
    }
}

package dev.diver.app;

import static com.tngtech.archunit.base.DescribedPredicate.doNot;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.INTERFACES;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.diver.core.build.Builds;
import dev.diver.core.catalog.Catalog;
import dev.diver.core.dive.Console;
import dev.diver.core.dive.Deployer;
import dev.diver.core.dive.Dives;
import dev.diver.core.dive.DrainedConsole;
import dev.diver.core.dive.Keyboard;
import dev.diver.core.doctor.Doctor;
import dev.diver.core.importer.KernelImporter;
import dev.diver.core.language.LanguageServers;
import dev.diver.core.net.Nets;
import dev.diver.core.node.NodeControl;
import dev.diver.core.node.Nodes;
import dev.diver.core.publish.Publications;
import dev.diver.core.run.Runs;
import dev.diver.core.secret.Secrets;

/** The arrows between the modules. They stand here because only this module sees all of them. */
@AnalyzeClasses(
        packages = "dev.diver",
        importOptions = {ImportOption.DoNotIncludeTests.class, BoundariesTest.WithoutJarsOfTests.class})
class BoundariesTest {
    /** The machines of other modules' tests come in jars, which ArchUnit's own option takes for the product. */
    static final class WithoutJarsOfTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    /** What stands behind the contracts of the core: its parts, and the classes that carry its services out. */
    private static final DescribedPredicate<JavaClass> THE_CORES_INSIDE = resideInAnyPackage(
                    "dev.diver.core.catalog.*..", "dev.diver.core.process..")
            .or(not(INTERFACES)
                    .and(assignableTo(Catalog.class)
                            .or(assignableTo(KernelImporter.class))
                            .or(assignableTo(Nets.class))
                            .or(assignableTo(Builds.class))
                            .or(assignableTo(Dives.class))
                            .or(assignableTo(Runs.class))
                            .or(assignableTo(Publications.class))
                            .or(assignableTo(Doctor.class))
                            .or(assignableTo(LanguageServers.class))
                            .or(assignableTo(Deployer.class))
                            .or(assignableTo(Nodes.class))
                            .or(assignableTo(Secrets.class))
                            .or(assignableTo(NodeControl.class))))
            .as("stand behind the contracts of the core");

    @ArchTest
    static final ArchRule DEPLOYERS_KNOW_ONLY_THE_CORE = noClasses()
            .that()
            .resideInAPackage("dev.diver.deployer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "dev.diver.app..", "dev.diver.console..")
            .because("a mode runs under the command, which has no screen");

    @ArchTest
    static final ArchRule QEMU_SERVES_EVERY_MODE = noClasses()
            .that()
            .resideInAPackage("dev.diver.qemu..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "dev.diver.app..", "dev.diver.console..", "dev.diver.deployer..")
            .because("what several modes have in common knows none of them");

    @ArchTest
    static final ArchRule NODES_SERVE_EVERY_MODE = noClasses()
            .that()
            .resideInAPackage("dev.diver.node..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "javafx..", "dev.diver.app..", "dev.diver.console..", "dev.diver.deployer..", "dev.diver.qemu..")
            .because("a machine is reached in the same way, whatever is done with it");

    @ArchTest
    static final ArchRule DEPLOYERS_DO_NOT_KNOW_EACH_OTHER = slices().matching("dev.diver.deployer.(*)..")
            .should()
            .notDependOnEachOther()
            .because("a new mode is a new module, and none of the old ones changes for it");

    @ArchTest
    static final ArchRule THE_CONSOLE_KNOWS_ONE_CONTRACT = noClasses()
            .that()
            .resideInAnyPackage("dev.diver.console.terminal..", "dev.diver.console.view..", "dev.diver.console.debug..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.diver..")
                    .and(not(resideInAPackage("dev.diver.console..")))
                    .and(doNot(belongToAnyOf(Console.class, DrainedConsole.class))))
            .because("it shows bytes that come and sends bytes that are typed");

    @ArchTest
    static final ArchRule GDB_KNOWS_WHAT_IT_IS_GIVEN = noClasses()
            .that()
            .resideInAPackage("dev.diver.console.gdb..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.diver..")
                    .and(not(resideInAnyPackage(
                            "dev.diver.console.gdb..",
                            "dev.diver.console.debug..",
                            "dev.diver.core.debug..",
                            "dev.diver.core.process..",
                            "dev.diver.core.job..",
                            "dev.diver.core.problem..")))
                    .and(doNot(belongToAnyOf(Console.class, DrainedConsole.class, Keyboard.class))))
            .because("a debugger has a target, and asks neither whose it is nor who looks");

    @ArchTest
    static final ArchRule ONE_PLACE_CHOOSES_DEPLOYERS = noClasses()
            .that()
            .resideInAPackage("dev.diver.app..")
            .and(doNot(belongToAnyOf(EngineFactory.class)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.diver.deployer..", "dev.diver.qemu..", "dev.diver.node..")
            .because("a new mode is one line in the composition root");

    @ArchTest
    static final ArchRule ONE_PLACE_CHOOSES_THE_TERMINAL = noClasses()
            .that()
            .resideInAPackage("dev.diver.app..")
            .and(doNot(belongToAnyOf(Window.class, Main.class, TerminalGdb.class)))
            .and()
            .resideOutsideOfPackages("dev.diver.app.screen.console..", "dev.diver.app.bench..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.diver.console..").and(not(resideInAPackage("dev.diver.console.debug"))))
            .because("a view asks for a console or a debugger and does not know which one it gets");

    @ArchTest
    static final ArchRule FACES_KNOW_CONTRACTS = noClasses()
            .that()
            .resideInAnyPackage("dev.diver.app.command..", "dev.diver.app.screen..")
            .should()
            .dependOnClassesThat(THE_CORES_INSIDE)
            .because("screen and command get an engine, and the composition root alone knows what it is made of");

    @ArchTest
    static final ArchRule FACES_KNOW_NO_ROOT = noClasses()
            .that()
            .resideInAnyPackage("dev.diver.app.command..", "dev.diver.app.screen..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.diver.app", "dev.diver.app.bench..")
            .because("the root puts them together, and not the other way round");

    @ArchTest
    static final ArchRule NO_PACKAGE_CYCLES = slices().matching("dev.diver.(**)")
            .should()
            .beFreeOfCycles()
            .because("a cycle is one package in two folders");

    @ArchTest
    static final ArchRule NO_STATIC_STATE =
            fields().that().areStatic().should().beFinal().because("what all share, nobody can test alone");
}

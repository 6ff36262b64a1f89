package dev.diver.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.diver", importOptions = ImportOption.DoNotIncludeTests.class)
class BoundariesTest {

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_SCREEN = noClasses()
            .that()
            .resideInAPackage("dev.diver.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "dev.diver.app..", "dev.diver.deployer..", "dev.diver.console..")
            .because("the command runs the same engine without a screen, and a deployer is one line in the root");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("dev.diver.core.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a package that can be read alone can be understood");
}

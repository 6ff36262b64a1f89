package dev.diver.app.screen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.diver.app", importOptions = ImportOption.DoNotIncludeTests.class)
class ScreenBoundariesTest {

    @ArchTest
    static final ArchRule VIEWS_HAVE_NO_CYCLES = slices().matching("dev.diver.app.screen.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a view that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule SCREEN_KNOWS_NO_COMMAND = noClasses()
            .that()
            .resideInAPackage("dev.diver.app.screen..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.diver.app.command..")
            .because("screen and command are two faces of one engine");

    @ArchTest
    static final ArchRule COMMAND_KNOWS_NO_SCREEN = noClasses()
            .that()
            .resideInAPackage("dev.diver.app.command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.diver.app.screen..", "javafx..")
            .because("the command starts without loading JavaFX");

    @ArchTest
    static final ArchRule MODELS_KNOW_NO_SCENE_GRAPH = noClasses()
            .that()
            .haveSimpleNameEndingWith("Model")
            .and()
            .resideInAPackage("dev.diver.app.screen..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx.scene..", "javafx.stage..")
            .because("what a view shows is tested without a window");
}

package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.Person;
import dev.diver.app.screen.Workbench;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.Engine;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.CheckBox;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * What a person can do, on the real engine: real catalog, real compiler, real QEMU. Takes the pictures that the README
 * shows, into the folder {@code diver.pictures} or, without one, below {@code target}.
 */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class JourneyTest {
    private static final String PROGRAM = """
            /* Asks for a name and greets. */
            #include <stdio.h>
            #include <string.h>

            int main(void)
            {
            	char name[64];

            	printf("\\033[1;36mWho dives?\\033[0m ");
            	fflush(stdout);
            	if (!fgets(name, sizeof(name), stdin))
            		return 1;
            	name[strcspn(name, "\\r\\n")] = '\\0';
            	printf("Welcome below, \\033[1;32m%s\\033[0m.\\n", name)
            	return 0;
            }
            """;
    private static final int LINE_OF_THE_ERROR = 13;

    private final Path pictures = Path.of(System.getProperty("diver.pictures", "target/pictures"));
    private RealHome home;
    private Path root;
    private Engine engine;
    private Stage stage;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        home = RealHome.empty();
        root = home.root();
        engine = home.engine();
        new Workbench(engine, ConsoleView::new, FakeDebugSession::open).start(stage);
    }

    @AfterEach
    void end(FxRobot robot) {
        home.end(robot, stage);
    }

    @Test
    void fromAKernelInTheCatalogToARunInTheList(FxRobot robot) throws TimeoutException, IOException {
        var person = new Person(robot, 60);
        findsAndPulls(robot, person);
        writesAndMends(robot, person);
        dives(robot, person);
        findsTheRunAgain(robot, person);
    }

    private void findsAndPulls(FxRobot robot, Person person) throws TimeoutException, IOException {
        person.until(() -> person.sees("#catalog-results")
                && robot.lookup("#catalog-results").queryListView().getItems().size() >= 7);
        robot.interact(() -> robot.lookup("#catalog-results")
                .queryListView()
                .getSelectionModel()
                .selectLast());
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        person.until(() -> !person.text("#accelerator").contains("measuring"));
        person.photograph(stage, pictures.resolve("catalog.png"));
        person.type("#catalog-search", "snrkel");
        person.until(() ->
                robot.lookup("#catalog-results").queryListView().getItems().size() == 3);
        person.type("#catalog-search", "");
        robot.interact(() ->
                robot.lookup("#catalog-tag-unikernel").queryAs(CheckBox.class).fire());
        person.until(() ->
                robot.lookup("#catalog-results").queryListView().getItems().size() < 7);
        person.type("#catalog-search", "snorkel link");
        person.until(() -> person.text("#kernel-name").equals("snorkel")
                && person.sees("#kernel-pull")
                && robot.lookup("#catalog-results").queryListView().getItems().size() == 1);
        person.press("#kernel-pull");
        person.until(() -> person.sees("#kernel-remove"));
        assertTrue(engine.catalog()
                .entry(KernelReference.parse("snorkel:0.1.0-linked"))
                .pulled());
        person.photograph(stage, pictures.resolve("kernel.png"));
    }

    private void writesAndMends(FxRobot robot, Person person) throws TimeoutException, IOException {
        person.newNet("greeter", root.resolve("nets"));
        var editor = person.editor();
        robot.interact(() -> editor.replaceText(PROGRAM));
        person.press("#project-build");
        person.until(() -> person.sees("#problems")
                && !robot.lookup("#problems").queryListView().getItems().isEmpty());
        assertEquals(PROGRAM, Files.readString(root.resolve("nets/greeter/src/main.c")), "building saves first");
        robot.interact(() -> editor.moveTo(0));
        person.clicks(
                () -> robot.lookup("#problems").lookup(".list-cell").nth(0).query());
        person.until(() -> editor.getCurrentParagraph() == LINE_OF_THE_ERROR);
        person.photograph(stage, pictures.resolve("problem.png"));
        robot.interact(() -> editor.insertText(PROGRAM.indexOf(")\n\treturn 0") + 1, ";"));
    }

    private void dives(FxRobot robot, Person person) throws TimeoutException, IOException {
        person.press("#project-dive");
        person.until(() -> consoleSays(robot, "Who dives?"));
        assertEquals(1, engine.dives().active().size());
        person.clicks(() -> robot.lookup("#console").query());
        robot.write("Jacques");
        person.until(() -> consoleSays(robot, "Jacques"));
        person.photograph(stage, pictures.resolve("dive.png"));
        person.presses(KeyCode.ENTER);
        person.until(() -> consoleSays(robot, "Welcome below, Jacques."));
        person.until(() -> person.text("#dive-state").equals("exited with status 0"));
        person.until(() -> engine.dives().active().isEmpty());
        person.press("#theme");
        person.photograph(stage, pictures.resolve("dive-dark.png"));
        person.press("#theme");
    }

    private void findsTheRunAgain(FxRobot robot, Person person) throws TimeoutException, IOException {
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT4);
        person.until(() -> person.sees("#runs-table"));
        var table = robot.lookup("#runs-table").queryAs(TableView.class);
        person.until(() -> table.getItems().size() == 1);
        robot.interact(() -> table.getSelectionModel().select(0));
        person.press("#run-open");
        person.until(() -> person.sees("#run-log"));
        // The dive's own tab, which shows the same, goes.
        person.presses(KeyCode.CONTROL, KeyCode.J);
        person.until(() -> !person.sees("#dive-state")
                && robot.lookup("#toasts").queryAs(Pane.class).getChildren().isEmpty());
        person.photograph(stage, pictures.resolve("run.png"));
        var run = engine.runs().list(1).getFirst();
        assertEquals(Outcome.EXITED, run.outcome().orElseThrow());
        assertEquals("greeter", run.net());
        assertTrue(Files.readString(run.console()).contains("Welcome below"));
    }

    private static boolean consoleSays(FxRobot robot, String text) {
        return robot.lookup("#console")
                .tryQueryAs(ConsoleView.class)
                .map(ConsoleView::terminal)
                .filter(terminal -> terminal.text(terminal.all()).contains(text))
                .isPresent();
    }
}

package dev.diver.app.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.Person;
import dev.diver.app.screen.Workbench;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.cokernel.FilledHome;
import dev.diver.console.view.ConsoleView;
import dev.diver.core.Engine;
import dev.diver.core.catalog.CatalogEntry;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** From a registry's address to a net on its kernel: real registry, real catalog. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class CatalogsJourneyTest {
    private static final KernelReference SNORKEL = KernelReference.parse("snorkel:0.1.0-linked");

    private final Path pictures = Path.of(System.getProperty("diver.pictures", "target/pictures"));
    private RealHome home;
    private Engine engine;
    private Stage stage;

    @BeforeAll
    static void fill() throws IOException {
        FilledHome.CATALOG.prepare(Path.of(System.getProperty("diver.assets")));
    }

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        home = RealHome.of(FilledHome.CATALOG);
        engine = home.engine();
        new Workbench(engine, ConsoleView::new, FakeDebugSession::open).start(stage);
        stage.setWidth(1280);
        stage.setHeight(800);
    }

    @AfterEach
    void end(FxRobot robot) {
        home.end(robot, stage);
    }

    @Test
    void fromARegistrysAddressToANetOnItsKernel(FxRobot robot) throws Exception {
        var person = new Person(robot, 240);
        person.until(() ->
                person.sees("#catalog-results") && results(robot).getItems().size() >= 7);
        try (var registry = new LabRegistry(home.root());
                var proxy = new HeldProxy(registry.host())) {
            registry.publish(engine.home().data().resolve("catalog"), SNORKEL.toString());
            addsTheCatalog(robot, person, proxy);
            findsItsKernel(robot, person);
            pullsItInTwoParts(robot, person, proxy);
            forksIt(person);
            isYankedAndShownAgain(robot, person);
            person.newNet("hello", home.root().resolve("nets"));
            var lock = Files.readString(home.root().resolve("nets/hello/net.lock"));
            assertTrue(lock.contains("lab/snorkel"), lock);
            publishesTheNet(person, registry);
            takesItAgain(robot, person);
            aRequiredSignatureThatIsNotThereIsTold(robot, person);
        }
    }

    private void addsTheCatalog(FxRobot robot, Person person, HeldProxy proxy) throws TimeoutException, IOException {
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT6);
        person.press("#catalog-add");
        person.type("#catalog-name", "lab");
        person.type("#catalog-url", proxy.host() + "/kernels");
        person.press("#catalog-add-confirm");
        person.until(() -> person.text("#catalog-state").contains("may be read"));
        person.until(() -> person.text("#catalog-index").contains("good until"));
        photograph(robot, person, "catalogs.png");
    }

    private void findsItsKernel(FxRobot robot, Person person) throws TimeoutException {
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT1);
        person.type("#catalog-search", "snorkel link");
        person.until(() -> person.sees("#catalog-catalog-lab"));
        robot.interact(() ->
                robot.lookup("#catalog-catalog-lab").queryAs(CheckBox.class).fire());
        person.until(() -> results(robot).getItems().size() == 1
                && results(robot).getItems().getFirst().ref().catalog().equals("lab"));
        person.until(() -> person.text("#kernel-tag").contains("of the catalog lab"));
        assertEquals("Not signed", person.text("#kernel-vouched"));
        assertFalse(person.sees("#index-bar"), "its index was brought as it was added");
    }

    @SuppressWarnings("unchecked")
    private static ListView<CatalogEntry> results(FxRobot robot) {
        return robot.lookup("#catalog-results").queryListView();
    }

    private void pullsItInTwoParts(FxRobot robot, Person person, HeldProxy proxy) throws TimeoutException, IOException {
        var downloads = engine.home().data().resolve("store/downloads");
        proxy.holdAfter(100_000);
        person.press("#kernel-pull");
        person.until(() -> parts(downloads) > 0);
        person.press("#kernel-pull-pause");
        person.until(() -> person.sees("#kernel-pull-resume"));
        person.until(() -> person.text("#downloads-button").equals("1 download paused"));
        assertTrue(parts(downloads) > 0, "what came is kept");
        assertFalse(isPulled());
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT8);
        person.until(() -> person.sees("#downloads-list"));
        photograph(robot, person, "downloads.png");
        proxy.release();
        person.press("#downloads-resume");
        person.until(() -> person.sees("#kernel-remove"));
        assertTrue(isPulled());
        assertTrue(proxy.heard("Range: bytes="), "and does not come again");
        assertEquals(0, parts(downloads), "nothing is left");
    }

    /** As a search knows it, which asks no registry: that may be held just then. */
    private boolean isPulled() {
        return engine.catalog().search(CatalogQuery.of("snorkel linked")).entries().stream()
                .anyMatch(entry -> entry.ref().equals(SNORKEL.in("lab")) && entry.pulled());
    }

    private void forksIt(Person person) throws TimeoutException {
        var fork = home.root().resolve("fork");
        person.press("#kernel-fork");
        person.type("#fork-directory", fork.toString());
        person.press("#fork-start");
        person.until(() -> !person.sees("#fork-directory"));
        assertTrue(Files.isRegularFile(fork.resolve("kernel.json")), "a kernel to be changed");
        assertTrue(Files.isDirectory(fork.resolve("sources")), "with its sources");
    }

    /** Its page stays, though it is found no more. */
    private void isYankedAndShownAgain(FxRobot robot, Person person) throws TimeoutException {
        assertFalse(person.sees("#kernel-yank"), "who has no key is no publisher");
        engine.keys().create("me", Optional.empty());
        person.does("yank\u2026");
        person.type("#yank-reason", "loses data");
        person.press("#yank-confirm");
        person.until(() -> person.text("#kernel-yanked").contains("loses data"));
        person.until(() -> results(robot).getItems().isEmpty());
        person.press("#kernel-unyank");
        person.press("#yank-confirm");
        person.until(() -> results(robot).getItems().size() == 1 && !person.sees("#kernel-yanked"));
        assertTrue(person.sees("#kernel-yank"));
    }

    private void publishesTheNet(Person person, LabRegistry registry) throws TimeoutException {
        person.does("publish\u2026");
        person.type("#publish-name", "hello:0.1.0");
        person.press("#publish-start");
        person.until(() -> person.text("#publish-doing").startsWith("Published: lab/hello:0.1.0"));
        assertTrue(registry.has("hello", "0.1.0"));
        person.presses(KeyCode.ESCAPE);
        person.until(() -> !person.sees("#publish-name"));
    }

    /** As another person would who has the same catalog. */
    private void takesItAgain(FxRobot robot, Person person) throws TimeoutException, IOException {
        engine.registries().update("lab", Progress.NONE, new Cancellation());
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT1);
        robot.interact(() ->
                robot.lookup("#catalog-kind-nets").queryAs(ToggleButton.class).fire());
        person.type("#catalog-search", "hello");
        person.until(() -> person.text("#net-version").equals("0.1.0, of the catalog lab"));
        assertEquals("Signed", person.text("#net-vouched"));
        var taken = home.root().resolve("nets/taken");
        person.press("#net-take");
        person.type("#take-net-name", "taken");
        person.type("#take-net-directory", taken.getParent().toString());
        person.press("#take-net-start");
        person.until(() -> !person.sees("#take-net-name")
                && engine.nets().recent().getFirst().equals(taken));
        assertEquals(
                Files.readString(home.root().resolve("nets/hello/net.lock")),
                Files.readString(taken.resolve("net.lock")));
        assertFalse(engine.nets().isTrusted(taken), "the first build asks");
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT1);
        robot.interact(
                () -> robot.lookup("#net-kernel").queryAs(Hyperlink.class).fire());
        person.until(() -> person.sees("#kernel-remove"));
    }

    /** Without the messages, which would lie over it. */
    private void photograph(FxRobot robot, Person person, String name) throws IOException {
        robot.interact(
                () -> robot.lookup("#toasts").queryAs(Pane.class).getChildren().clear());
        person.photograph(stage, pictures.resolve(name));
    }

    /** Bytes of blobs that have come in part, or wait for the others. */
    private static long parts(Path downloads) {
        try (var files = Files.list(downloads)) {
            return files.filter(file -> !file.toString().endsWith(".lock"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            return 0;
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    private void aRequiredSignatureThatIsNotThereIsTold(FxRobot robot, Person person) throws TimeoutException {
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT1);
        person.press("#kernel-remove");
        person.until(() -> person.sees("#kernel-pull"));
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT6);
        person.until(() -> person.sees("#catalog-policy"));
        robot.interact(() -> robot.lookup("#catalog-policy")
                .queryAs(ComboBox.class)
                .getSelectionModel()
                .selectFirst());
        person.until(() -> engine.keys().policy("lab").mode() == dev.diver.core.catalog.TrustMode.REQUIRE);
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT1);
        person.press("#kernel-pull");
        person.until(() -> person.sees("#kernel-pull-again"));
        assertEquals("1 download failed", person.text("#downloads-button"));
        assertFalse(isPulled());
    }
}

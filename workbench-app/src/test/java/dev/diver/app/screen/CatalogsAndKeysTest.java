package dev.diver.app.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.app.screen.download.Download;
import dev.diver.app.screen.fake.FakeDebugSession;
import dev.diver.app.screen.fake.FakeEngine;
import dev.diver.core.Engine;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.Registries;
import dev.diver.core.catalog.registry.DockerRegistry;
import dev.diver.core.kernel.KernelReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Where kernels come from, and who is trusted: real files, a real registry, real keys. */
@ExtendWith(ApplicationExtension.class)
@Timeout(value = 600, unit = TimeUnit.SECONDS)
class CatalogsAndKeysTest {
    /** The password is "open sesame". */
    private static final String USER = "ali:$2y$05$abcdefghijklmnopqrstuupx2xBUC4954936wVIjyyPHmUBFu0wCW";

    private Path root;
    private Engine engine;
    private Stage stage;
    private Person person;

    @Start
    void start(Stage given) throws IOException {
        stage = given;
        root = Files.createTempDirectory("dv");
        var config = Files.createDirectories(root.resolve("home/config"));
        Files.writeString(config.resolve("window.json"), "{\"downloads\":[\"snorkel:0.1.0-linked\",\"no reference\"]}");
        engine = FakeEngine.withSecretStore(root);
        new Workbench(engine, TextConsole::new, FakeDebugSession::open).start(stage);
        stage.setWidth(1280);
        stage.setHeight(800);
    }

    @BeforeEach
    void comes(FxRobot robot) throws TimeoutException {
        person = new Person(robot, 60);
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
    }

    @AfterEach
    void end(FxRobot robot) {
        robot.interact(() -> stage.hide());
        Leftovers.delete(root);
    }

    @Test
    void aRegistryThatWantsALoginIsAddedLoggedInToAndRemoved(FxRobot robot) throws Exception {
        try (var registry = DockerRegistry.withPassword(Files.createDirectories(root.resolve("registry")), USER)) {
            person.presses(KeyCode.CONTROL, KeyCode.DIGIT6);
            person.press("#catalog-add");
            person.type("#catalog-name", "lab");
            person.type("#catalog-url", "ftp://" + registry.host());
            person.press("#catalog-add-confirm");
            person.until(() -> person.text("#dialog-trouble").contains("is no registry"));
            person.type("#catalog-url", registry.host() + "/kernels");
            person.press("#catalog-add-confirm");

            // It does not let one read, and the login is asked for.
            person.type("#catalog-user", "ali");
            password(robot, "#catalog-password", "open sesame");
            person.press("#catalog-login-confirm");
            person.until(() -> !person.sees("#catalog-password"));
            person.until(() -> person.text("#catalog-state").contains("wants to know who asks"));
            // It may be asked now, and has no index.
            person.until(() -> robot.lookup(".toast-text").queryAllAs(javafx.scene.control.Label.class).stream()
                    .anyMatch(toast -> toast.getText().startsWith("lab has no index")));
            assertTrue(engine.registries().list().getFirst().updates());
            robot.interact(() ->
                    robot.lookup("#catalog-updates").queryAs(CheckBox.class).fire());
            person.until(() -> !engine.registries().list().getFirst().updates());
            person.press("#catalog-remove");
            person.press("#catalog-remove-confirm");
            person.until(() -> engine.registries().list().isEmpty() && !person.sees("#catalog-title"));
        }
    }

    @Test
    void aFileThatIsWrongIsToldAndCanBeRemoved(FxRobot robot) throws Exception {
        var file = Files.createDirectories(root.resolve("home/config/catalogs")).resolve("mine.toml");
        Files.writeString(file, "url = 3\n");
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT6);
        person.until(() -> person.text("#catalog-state").equals("Its file is wrong."));
        person.press("#catalog-remove");
        person.press("#catalog-remove-confirm");
        person.until(() -> !person.sees("#catalog-title"));
        assertFalse(Files.exists(file));
    }

    @Test
    void aKeyIsMadeFollowedAndRevoked(FxRobot robot) throws TimeoutException {
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT7);
        make(robot, "mine");
        make(robot, "mine-2027");
        assertEquals(
                List.of(KnownKey.Secret.ENCRYPTED, KnownKey.Secret.ENCRYPTED),
                engine.keys().list().stream().map(KnownKey::secret).toList());
        person.until(() -> person.text("#key-title").equals("mine-2027"));

        person.press("#key-rotate");
        password(robot, "#key-rotate-password", "wrong");
        password(robot, "#key-rotate-password-1", "secret");
        person.press("#key-rotate-sign");
        person.until(() -> !person.text("#dialog-trouble").isEmpty());
        password(robot, "#key-rotate-password", "secret");
        password(robot, "#key-rotate-password-1", "secret");
        person.press("#key-rotate-sign");
        person.until(() -> statement(robot).contains("kind: succession"));
        person.presses(KeyCode.ESCAPE);
        person.until(() -> !person.sees("#key-statement") && person.sees("#key-title"));

        person.press("#key-revoke");
        person.until(() -> person.sees("#key-revoke-confirm"));
        assertTrue(robot.lookup("#key-revoke-confirm").queryAs(Button.class).isDisabled(), "without a reason");
        person.type("#key-revoke-reason", "a laptop is gone");
        password(robot, "#key-revoke-password", "secret");
        person.press("#key-revoke-confirm");
        person.until(() -> statement(robot).contains("a laptop is gone"));
        person.presses(KeyCode.ESCAPE);
        person.until(() ->
                !person.sees("#key-statement") && person.text("#key-state").equals("revoked"));
    }

    private void make(FxRobot robot, String name) throws TimeoutException {
        person.press("#key-new");
        person.type("#key-name", name);
        password(robot, "#key-password", "secret");
        password(robot, "#key-password-again", "secre");
        person.until(() -> person.text("#dialog-trouble").equals("The two passwords differ."));
        assertTrue(robot.lookup("#key-make").queryAs(Button.class).isDisabled());
        password(robot, "#key-password-again", "secret");
        person.press("#key-make");
        person.until(() -> statement(robot).startsWith("RW"));
        person.presses(KeyCode.ESCAPE);
        person.until(() -> !person.sees("#key-statement"));
    }

    @Test
    void anothersKeyIsTakenAsTextAndTrustedForACatalog(FxRobot robot) throws Exception {
        var theirs = FakeEngine.in(root.resolve("theirs"), 0).keys().create("theirs", Optional.empty());
        engine.registries().add(new Registries.Known("lab", "127.0.0.1:9/k", List.of(), Optional.empty()));
        person.presses(KeyCode.CONTROL, KeyCode.DIGIT7);
        person.press("#key-add-other");
        source(robot, "RWnonsense");
        person.press("#key-add");
        person.until(() -> person.text("#dialog-trouble").contains("cannot be read"));
        source(robot, theirs.key());
        person.type("#key-add-name", "publisher");
        person.press("#key-add");
        person.until(() -> person.text("#key-title").equals("publisher"));
        assertEquals("not used", person.text("#key-state"));
        person.press("#key-trust");
        person.press("#key-trust-confirm");
        person.until(() -> person.text("#key-state").equals("trusted"));
        assertEquals(List.of("lab"), engine.keys().list().getFirst().catalogs());
        person.press("#key-unpin");
        person.until(() -> person.text("#key-unpin-follows").contains("the first that signs there next"));
        person.press("#key-unpin-confirm");
        person.until(() -> person.text("#key-state").equals("not used"));
        assertEquals(List.of(), engine.keys().list().getFirst().catalogs());
        person.press("#key-remove");
        person.press("#key-remove-confirm");
        person.until(() -> engine.keys().list().isEmpty() && !person.sees("#key-title"));
    }

    @Test
    void aPublishedNetIsLookedAt(FxRobot robot) throws TimeoutException {
        kind(robot, "nets");
        person.until(() -> person.text("#net-name").equals("hello"));
        assertFalse(person.sees("#kernel-name") || person.sees("#kernel-new-net"), "the kernels' page is gone");
        assertFalse(person.sees("#catalog-pulled-only"), "nets are not pulled");
        assertEquals("Signed", person.text("#net-vouched"));
        assertEquals("snorkel:0.1.0", link(robot, "#net-kernel").getText());
        robot.interact(() -> link(robot, "#net-version-1-0").fire());
        person.until(
                () -> person.sees("#net-yanked") && person.text("#net-version").startsWith("1.0,"));
        person.type("#catalog-search", "stencil");
        person.until(() -> person.text("#net-name").equals("stencil-of-a-heat-equation"));
        person.press("#net-take");
        person.type("#take-net-name", "No Name");
        person.until(() -> person.text("#dialog-trouble").startsWith("A name has lower-case letters"));
        person.type("#take-net-name", "mine");
        person.type("#take-net-directory", root.resolve("nets").toString());
        person.press("#take-net-start");
        // Nobody has the catalog.
        person.until(() -> person.text("#dialog-trouble").contains("lab"));
        assertFalse(Files.exists(root.resolve("nets/mine")));
        person.presses(KeyCode.ESCAPE);
        person.type("#catalog-search", "hello");
        person.until(() -> person.text("#net-version").startsWith("1."));
        robot.interact(() -> link(robot, "#net-kernel").fire());
        person.until(() -> person.text("#kernel-name").equals("snorkel"));
        assertFalse(person.sees("#net-page"));
        assertTrue(robot.lookup("#catalog-kind-kernels")
                .queryAs(ToggleButton.class)
                .isSelected());
    }

    private void kind(FxRobot robot, String name) throws TimeoutException {
        person.until(() -> person.sees("#catalog-kind-" + name));
        robot.interact(() -> robot.lookup("#catalog-kind-" + name)
                .queryAs(ToggleButton.class)
                .fire());
    }

    private static Hyperlink link(FxRobot robot, String id) {
        return robot.lookup(id).queryAs(Hyperlink.class);
    }

    @Test
    void whatAnEarlierWindowDidNotBringIsToldAndGoesOn(FxRobot robot) throws TimeoutException {
        person.until(() -> person.text("#downloads-button").equals("1 download paused"));
        person.pressNamed("Resume");
        person.until(() -> person.text("#downloads-button").equals("downloads"));
        assertTrue(engine.catalog()
                .entry(KernelReference.parse("snorkel:0.1.0-linked"))
                .pulled());
        person.type("#catalog-search", "nautilus minimal");
        person.until(() -> person.text("#kernel-name").equals("nautilus"));
        person.press("#kernel-pull");
        person.press("#downloads-button");
        person.until(() -> person.sees("#downloads-list"));
        person.until(() -> downloads(robot).stream()
                .anyMatch(download -> download.notes().toString().contains("is not signed")));
        person.press("#kernel-pull-pause");
        person.until(() -> person.text("#downloads-button").equals("1 download paused"));
        assertEquals(2, downloads(robot).size());
    }

    private static List<Download> downloads(FxRobot robot) {
        return robot.lookup("#downloads-list").<Download>queryListView().getItems();
    }

    private static String statement(FxRobot robot) {
        return robot.lookup("#key-statement")
                .tryQueryAs(TextArea.class)
                .map(TextArea::getText)
                .orElse("");
    }

    private static void source(FxRobot robot, String text) {
        robot.interact(
                () -> robot.lookup("#key-add-source").queryAs(TextArea.class).setText(text));
    }

    private void password(FxRobot robot, String id, String text) throws TimeoutException {
        person.until(() -> person.sees(id));
        robot.interact(() -> robot.lookup(id).queryTextInputControl().setText(text));
    }
}

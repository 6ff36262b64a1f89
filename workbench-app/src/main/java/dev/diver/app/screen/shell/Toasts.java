package dev.diver.app.screen.shell;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Failure;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Notices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TitledPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** Messages at the lower right: news go away by themselves, problems stay until they are closed. */
final class Toasts implements Notices {
    private static final int MOST = 4;
    private static final int MOST_KEPT = 100;
    /** Pixels that they have at least, however high the parts below the centre are. */
    private static final double ROOM = 300;

    private final VBox box = new VBox(8);
    private final ObservableList<Message> history = FXCollections.observableArrayList();

    Toasts() {
        box.setId("toasts");
        box.setAlignment(Pos.BOTTOM_RIGHT);
        box.setPickOnBounds(false);
        box.setMaxWidth(440);
        box.getStyleClass().add("toasts");
    }

    Region node() {
        return box;
    }

    /** They lie over the centre's lower end: the parts below it have their own buttons at the right. */
    void keepTo(Region centre, Region window) {
        // Once all have got their places.
        Runnable place = () -> Platform.runLater(() -> {
            var below = window.getHeight()
                    - centre.localToScene(0, centre.getHeight()).getY();
            var bottom = Math.clamp(below, 0, Math.max(0, window.getHeight() - ROOM));
            StackPane.setMargin(box, new Insets(0, 0, bottom, 0));
        });
        centre.heightProperty().subscribe(place);
        window.heightProperty().subscribe(place);
    }

    /** What has been told, latest first. */
    ObservableList<Message> history() {
        return history;
    }

    @Override
    public void tell(String message, Remedy... next) {
        // What it offers, such as undoing, is over when the toast goes.
        keep(new Message(Instant.now(), Message.Severity.NEWS, message, "", "", List.of()));
        var toast = toast(MaterialDesignI.INFORMATION_OUTLINE, "news", message, "", List.of(next), "");
        passing(toast, next.length == 0 ? 5 : 8);
    }

    private void passing(Region toast, int seconds) {
        var pause = new PauseTransition(Duration.seconds(seconds));
        pause.setOnFinished(event -> box.getChildren().remove(toast));
        pause.play();
    }

    @Override
    public void problem(Failure failure, List<Remedy> remedies) {
        if (failure.isCancelled()) {
            tell("Cancelled.");
            return;
        }
        var problem = failure.problem();
        var why =
                problem.why() + (problem.why().isEmpty() || problem.remedy().isEmpty() ? "" : "\n") + problem.remedy();
        var all = new ArrayList<>(remedies);
        all.add(new Remedy("Copy", () -> copy(failure.text())));
        keep(new Message(Instant.now(), Message.Severity.PROBLEM, problem.what(), why, failure.details(), all));
        var toast = toast(MaterialDesignA.ALERT_CIRCLE_OUTLINE, "problem", problem.what(), why, all, failure.details());
        toast.setId("problem-toast");
    }

    @Override
    public void warn(String text) {
        var lines = text.split("\n", 2);
        var more = lines.length > 1 ? lines[1] : "";
        keep(new Message(Instant.now(), Message.Severity.WARNING, lines[0], more, "", List.of()));
        passing(toast(MaterialDesignA.ALERT_OUTLINE, "warning", lines[0], more, List.of(), ""), 12);
    }

    private void keep(Message message) {
        history.addFirst(message);
        if (history.size() > MOST_KEPT) {
            history.removeLast();
        }
    }

    private Region toast(
            org.kordamp.ikonli.Ikon icon,
            String kind,
            String what,
            String more,
            List<Remedy> remedies,
            String details) {
        var heading = new Label(what);
        heading.setWrapText(true);
        heading.getStyleClass().add(more.isEmpty() ? "toast-text" : Styles.TEXT_BOLD);
        var texts = new VBox(4, heading);
        if (!more.isEmpty()) {
            var why = new Label(more);
            why.setWrapText(true);
            why.getStyleClass().add(Styles.TEXT_MUTED);
            texts.getChildren().add(why);
        }
        if (!details.isEmpty()) {
            texts.getChildren().add(folded(details));
        }
        HBox.setHgrow(texts, Priority.ALWAYS);
        var close = new Button(null, Icons.of(MaterialDesignC.CLOSE));
        close.setAccessibleText("Close this message");
        close.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL);
        var toast = new VBox(8, new HBox(10, Icons.of(icon, 20, "toast-icon"), texts, close));
        toast.getStyleClass().addAll("toast", kind);
        toast.setMinHeight(Region.USE_PREF_SIZE);
        close.setOnAction(event -> box.getChildren().remove(toast));
        if (!remedies.isEmpty()) {
            toast.getChildren().add(buttons(remedies, toast));
        }
        box.getChildren().removeIf(other -> what.equals(other.getUserData()));
        toast.setUserData(what);
        box.getChildren().add(toast);
        if (box.getChildren().size() > MOST) {
            box.getChildren().removeFirst();
        }
        return toast;
    }

    private HBox buttons(List<Remedy> remedies, Region toast) {
        var buttons = new HBox(8);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        for (var remedy : remedies) {
            var button = new Button(remedy.name());
            button.getStyleClass().add(Styles.SMALL);
            button.setOnAction(event -> {
                remedy.run().run();
                if (!remedy.name().equals("Copy")) {
                    box.getChildren().remove(toast);
                }
            });
            buttons.getChildren().add(button);
        }
        return buttons;
    }

    static TitledPane folded(String details) {
        var text = new TextArea(details);
        text.setEditable(false);
        text.setPrefRowCount(6);
        text.getStyleClass().add("code-text");
        var pane = new TitledPane("Details", text);
        pane.setExpanded(false);
        pane.getStyleClass().addAll(Styles.DENSE, "alt-icon");
        return pane;
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}

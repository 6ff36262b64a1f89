package dev.diver.app.screen.shell;

import atlantafx.base.controls.Popover;
import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Form;
import dev.diver.app.screen.common.Icons;
import dev.diver.app.screen.common.Words;
import java.time.Instant;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;

/** The bell, and behind it all that was told: when, how bad it was, why, and what can be done. */
final class MessageList {
    private static final double WIDTH = 440;
    private static final double MOST_HEIGHT = 420;
    private final ObservableList<Message> messages;
    private final Button bell = new Button(null, Icons.of(MaterialDesignB.BELL_OUTLINE));

    MessageList(ObservableList<Message> messages) {
        this.messages = messages;
        bell.setId("messages");
        bell.setTooltip(new Tooltip("Messages"));
        bell.setAccessibleText("Messages");
        bell.getStyleClass().addAll(Styles.FLAT, Styles.BUTTON_ICON, Styles.SMALL, "status-button");
        bell.setOnAction(event -> open());
        messages.addListener((ListChangeListener<Message>) change -> {
            while (change.next()) {
                if (change.getAddedSubList().stream()
                        .anyMatch(message -> message.severity() != Message.Severity.NEWS)) {
                    bell.setGraphic(Icons.of(MaterialDesignB.BELL_BADGE_OUTLINE, 16, "bad"));
                    bell.setAccessibleText("Messages, with a problem or warning that is new");
                }
            }
        });
    }

    Node node() {
        return bell;
    }

    private void open() {
        bell.setGraphic(Icons.of(MaterialDesignB.BELL_OUTLINE));
        bell.setAccessibleText("Messages");
        var box = new VBox();
        box.setId("message-list");
        var scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefViewportWidth(WIDTH);
        scroll.setMaxHeight(MOST_HEIGHT);
        box.heightProperty()
                .subscribe(height -> scroll.setPrefViewportHeight(Math.min(height.doubleValue(), MOST_HEIGHT)));
        var popover = StatusBar.popover(scroll, "Messages");
        messages.forEach(message -> box.getChildren().add(line(message, popover)));
        if (messages.isEmpty()) {
            box.getChildren().add(new Label("No messages yet."));
        }
        popover.show(bell);
    }

    private static Node line(Message message, Popover popover) {
        var news = message.severity() == Message.Severity.NEWS;
        var what = Form.wrapped(message.what(), news ? "toast-text" : Styles.TEXT_BOLD);
        HBox.setHgrow(what, Priority.ALWAYS);
        what.setMaxWidth(Double.MAX_VALUE);
        var time = new Label(Words.moment(message.time(), Instant.now()));
        time.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        time.setMinWidth(Region.USE_PREF_SIZE);
        var first = new HBox(10, what, time);
        first.setAlignment(Pos.BASELINE_LEFT);
        var texts = new VBox(4, first);
        HBox.setHgrow(texts, Priority.ALWAYS);
        if (!message.more().isEmpty()) {
            texts.getChildren().add(Form.wrapped(message.more(), Styles.TEXT_MUTED));
        }
        if (!message.details().isEmpty()) {
            texts.getChildren().add(Toasts.folded(message.details()));
        }
        if (!message.remedies().isEmpty()) {
            var buttons = new HBox(8);
            for (var remedy : message.remedies()) {
                var button = new Button(remedy.name());
                button.getStyleClass().add(Styles.SMALL);
                button.setOnAction(event -> {
                    popover.hide();
                    remedy.run().run();
                });
                buttons.getChildren().add(button);
            }
            texts.getChildren().add(buttons);
        }
        var icon = switch (message.severity()) {
            case PROBLEM -> Icons.of(MaterialDesignA.ALERT_CIRCLE_OUTLINE, 16, "bad");
            case WARNING -> Icons.of(MaterialDesignA.ALERT_OUTLINE, 16, "warn");
            case NEWS -> Icons.of(MaterialDesignI.INFORMATION_OUTLINE, 16);
        };
        var line = new HBox(10, icon, texts);
        line.getStyleClass().add("message-line");
        return line;
    }
}

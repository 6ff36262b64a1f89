package dev.diver.app.screen.partition;

import java.util.Arrays;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** A question at the upper edge of a view, one at a time. It waits: what is asked about stays as it is. */
final class Question {
    private Question() {}

    record Answer(String name, Runnable run) {}

    static void ask(VBox place, String text, Answer... answers) {
        var bar = new FlowPane(10, 6, new Label(text));
        bar.setId("partition-question");
        bar.setAlignment(Pos.CENTER_LEFT);
        bar.getStyleClass().addAll("editor-bar", "editor-question");
        Arrays.stream(answers).forEach(answer -> {
            var button = new Button(answer.name());
            button.setOnAction(event -> {
                none(place);
                answer.run().run();
            });
            bar.getChildren().add(button);
        });
        place.getChildren().setAll(bar);
    }

    static void none(VBox place) {
        place.getChildren().clear();
    }
}

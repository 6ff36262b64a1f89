package dev.diver.app.screen.runs;

import atlantafx.base.theme.Styles;
import dev.diver.app.screen.common.Icons;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;

/** Play, pause, speed and place of a replay. Its consoles are fed by a thread of its own, never by the screen's. */
final class ReplayBar implements AutoCloseable {
    private static final int FEEDS_A_SECOND = 50;
    private static final Duration LOOK = Duration.millis(100);

    private final Replay replay;
    private final Button play = new Button();
    private final Slider slider;
    private final Label time = new Label();
    private final ComboBox<Double> speed = new ComboBox<>();
    private final CheckBox pauses = new CheckBox("Skip pauses");
    private final HBox box = new HBox(8);
    private final Timeline look = new Timeline(new KeyFrame(LOOK, event -> show()));
    private final ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("replay").factory());
    private final AtomicReference<Double> wanted = new AtomicReference<>();
    private boolean moves;

    ReplayBar(Replay replay) {
        this.replay = replay;
        slider = new Slider(0, Math.max(1, replay.length()), replay.length());
        build();
        show();
        feeder.scheduleWithFixedDelay(
                replay::advance, 0, TimeUnit.SECONDS.toMillis(1) / FEEDS_A_SECOND, TimeUnit.MILLISECONDS);
        look.setCycleCount(Timeline.INDEFINITE);
    }

    private void build() {
        box.getStyleClass().add("replay");
        box.setAlignment(Pos.CENTER_LEFT);
        play.setId("replay-play");
        play.getStyleClass().addAll(Styles.SMALL, Styles.FLAT, Styles.BUTTON_ICON);
        play.setTooltip(new Tooltip("Plays the consoles as they spoke, or pauses"));
        play.setAccessibleText("Replay");
        play.setOnAction(event -> playOrPause());
        slider.setId("replay-place");
        slider.getStyleClass().add(Styles.SMALL);
        slider.setAccessibleText("Time of the run");
        slider.valueProperty().addListener((property, was, is) -> moved(is.doubleValue()));
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.setMinWidth(40);
        time.setId("replay-time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        time.getStyleClass().addAll(Styles.TEXT_SMALL, Styles.TEXT_MUTED);
        speed.setId("replay-speed");
        speed.getStyleClass().add(Styles.SMALL);
        speed.getItems().setAll(0.25, 0.5, 1.0, 2.0, 5.0, 20.0);
        speed.setValue(1.0);
        speed.setConverter(new Speeds());
        speed.setTooltip(new Tooltip("Speed"));
        speed.valueProperty().subscribe(factor -> replay.speed(factor));
        pauses.setId("replay-pauses");
        pauses.setMinWidth(Region.USE_PREF_SIZE);
        pauses.selectedProperty().subscribe(replay::skipsPauses);
        box.getChildren().setAll(play, slider, time, speed, pauses);
    }

    private void playOrPause() {
        if (replay.isPlaying()) {
            replay.pause();
        } else {
            replay.play();
            look.play();
        }
        show();
    }

    /** By a person. Feeding all that was said up to there may take a moment. */
    private void moved(double place) {
        if (!moves) {
            // While it is being dragged, only the last place counts.
            if (wanted.getAndSet(place) == null) {
                feeder.execute(() -> replay.seek(wanted.getAndSet(null)));
            }
            time.setText(words((long) place) + " / " + words(replay.length()));
        }
    }

    private void show() {
        var playing = replay.isPlaying();
        play.setGraphic(Icons.of(playing ? MaterialDesignP.PAUSE : MaterialDesignP.PLAY));
        time.setText(words(replay.place()) + " / " + words(replay.length()));
        if (!slider.isValueChanging()) {
            moves = true;
            slider.setValue(replay.place());
            moves = false;
        }
        if (!playing) {
            look.stop();
        }
    }

    private static String words(long millis) {
        return String.format(Locale.ROOT, "%d:%02d.%d", millis / 60_000, millis / 1000 % 60, millis / 100 % 10);
    }

    Node node() {
        return box;
    }

    @Override
    public void close() {
        look.stop();
        replay.pause();
        feeder.shutdownNow();
    }

    private static final class Speeds extends StringConverter<Double> {
        @Override
        public String toString(Double factor) {
            return factor == null
                    ? ""
                    : factor == 0.25 ? "\u00bc\u00d7" : factor == 0.5 ? "\u00bd\u00d7" : factor.intValue() + "\u00d7";
        }

        @Override
        public Double fromString(String text) {
            return 1.0;
        }
    }
}

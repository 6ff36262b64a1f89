package dev.diver.app.screen.catalog;

import atlantafx.base.theme.Styles;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.DirectoryChooser;

/** Asks where a new net's directory is made: its name, and the directory that it is in. */
final class NetPlace {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private final TextField name;
    private final TextField folder =
            new TextField(Path.of(System.getProperty("user.home"), "nets").toString());
    private final Label result = new Label();

    /**
     * @param ids what the fields' ids begin with
     * @param proposal for the name
     */
    NetPlace(String ids, String proposal) {
        name = new TextField(proposal);
        name.setId(ids + "-name");
        folder.setId(ids + "-directory");
        result.getStyleClass().addAll(Styles.TEXT_MUTED, Styles.TEXT_SMALL);
    }

    TextField name() {
        return name;
    }

    HBox folder() {
        var choose = new Button("Choose\u2026");
        choose.setMinWidth(Button.USE_PREF_SIZE);
        choose.setOnAction(event -> choose());
        HBox.setHgrow(folder, Priority.ALWAYS);
        return new HBox(8, folder, choose);
    }

    /** What comes of it. */
    Label result() {
        return result;
    }

    /** @param checked is run now and with each change */
    void onChange(Runnable checked) {
        name.textProperty().subscribe(text -> check(checked));
        folder.textProperty().subscribe(text -> check(checked));
    }

    private void check(Runnable checked) {
        result.setText(directory().map(path -> "Makes " + path).orElse(""));
        checked.run();
    }

    void focus() {
        Platform.runLater(() -> {
            name.requestFocus();
            name.selectAll();
        });
    }

    /** Absolute; empty where that is none. */
    Optional<Path> directory() {
        try {
            var parent = Path.of(folder.getText().strip());
            return parent.isAbsolute() && NAME.matcher(name.getText()).matches()
                    ? Optional.of(parent.resolve(name.getText()))
                    : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What is wrong, or nothing. */
    String trouble() {
        return directory().isPresent()
                ? ""
                : NAME.matcher(name.getText()).matches()
                        ? "The directory must be an absolute path."
                        : "A name has lower-case letters, digits, \u201c-\u201d and \u201c_\u201d, and begins with a letter or digit.";
    }

    private void choose() {
        var chooser = new DirectoryChooser();
        chooser.setTitle("Where the new net's directory is made");
        var start = new File(folder.getText());
        if (start.isDirectory()) {
            chooser.setInitialDirectory(start);
        }
        var chosen = chooser.showDialog(folder.getScene().getWindow());
        if (chosen != null) {
            folder.setText(chosen.toString());
        }
    }
}

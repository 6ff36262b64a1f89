package dev.diver.app.screen;

import dev.diver.app.screen.common.Png;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.Scene;

/** Writes what a scene shows as PNG. */
public final class Pictures {
    private Pictures() {}

    /** On the JavaFX thread. */
    public static void write(Scene scene, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, Png.of(scene.snapshot(null)));
    }
}

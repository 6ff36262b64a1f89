package dev.diver.app.screen.screenshot;

import java.nio.file.Files;
import javafx.scene.input.KeyCode;

/** A fork, and a net on its way to a registry. */
public final class PublishTour implements Tour {
    @Override
    public void walk(PicturedWindow window) throws Exception {
        var folder = Files.createDirectories(window.root().resolve("home/config/catalogs"));
        Files.writeString(folder.resolve("lab.toml"), "url = \"127.0.0.1:9/kernels\"\n");
        window.press("#kernel-fork");
        window.await("#fork-start");
        Thread.sleep(500);
        window.picture("90-fork");
        window.key(KeyCode.ESCAPE, false, false);
        window.press("#kernel-new-net");
        window.await("#new-net-directory");
        window.set("#new-net-directory", window.root().resolve("nets").toString());
        window.press("#new-net-create");
        window.await("#editor");
        Thread.sleep(2500);
        window.press("#palette-open");
        window.await("#palette-field");
        window.set("#palette-field", "publish");
        Thread.sleep(700);
        window.key(KeyCode.ENTER, false, false);
        window.await("#publish-start");
        Thread.sleep(1500);
        window.picture("91-publish");
        window.press("#publish-start");
        Thread.sleep(4000);
        window.picture("92-publish-failed");
    }
}

package dev.diver.app.screen.screenshot;

import javafx.scene.input.KeyCode;

/** Nets that others have published, and one that is taken. */
public final class NetsTour implements Tour {
    @Override
    public void walk(PicturedWindow window) throws Exception {
        window.toggle("#catalog-kind-nets");
        Thread.sleep(1500);
        window.picture("95-nets");
        for (var row = 1; row < 4; row++) {
            window.choose("#catalog-nets", row);
            Thread.sleep(500);
            window.picture("95-nets-" + row);
        }
        window.set("#catalog-search", "no such thing");
        Thread.sleep(500);
        window.picture("96-nets-nothing");
        window.set("#catalog-search", "hello");
        Thread.sleep(1000);
        window.press("#net-take");
        window.await("#take-net-directory");
        window.set("#take-net-directory", window.root().resolve("nets").toString());
        Thread.sleep(300);
        window.picture("97-take-net");
        window.press("#take-net-start");
        Thread.sleep(1500);
        window.picture("97-take-net-failed");
        window.key(KeyCode.ESCAPE, false, false);
        window.toggle("#catalog-kind-kernels");
        Thread.sleep(800);
        window.picture("98-kernels-again");
    }
}

package dev.diver.app.screen.screenshot;

/** A way through the workbench, of which pictures are taken. */
@FunctionalInterface
public interface Tour {
    void walk(PicturedWindow window) throws Exception;
}

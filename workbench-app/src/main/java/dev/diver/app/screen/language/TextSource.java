package dev.diver.app.screen.language;

import java.util.function.Supplier;

/** A text that is being written. */
@FunctionalInterface
public interface TextSource {

    /** The text as it is now, asked for on the screen's thread; what is returned gives it on any thread. */
    Supplier<String> now();
}

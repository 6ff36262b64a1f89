package dev.diver.deployer.vm;

import static org.junit.jupiter.api.Assertions.fail;

import dev.diver.core.dive.ActiveDive;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** Waits for what a guest says. */
final class ConsoleSays {
    private static final Duration LIMIT = Duration.ofSeconds(240);

    private ConsoleSays() {}

    static void await(ActiveDive dive, String text) throws IOException, InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        var log = dive.record().console();
        while (System.nanoTime() < end && !dive.ended().isDone()) {
            if (Files.exists(log) && Files.readString(log).contains(text)) {
                return;
            }
            Thread.sleep(10);
        }
        fail("\"" + text + "\" was not said in " + dive.record());
    }
}

package dev.diver.deployer.hardware;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The shell scripts that run on nodes. */
enum NodeScripts {
    FACTS("facts.sh"),
    TOPOLOGY("topology.sh"),
    GUARD("guard.sh");

    private final String name;

    NodeScripts(String name) {
        this.name = name;
    }

    byte[] bytes() {
        try (var in = NodeScripts.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

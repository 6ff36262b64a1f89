package dev.diver.core.catalog.registry;

import java.time.Duration;

/**
 * How long a registry may take.
 *
 * @param connect until it takes a connection
 * @param silence without a byte; also until an answer has begun, and until the whole of a token is there
 * @param window over which its speed is judged
 * @param leastBytes that must come in a window: a registry that answers slowly on purpose is left
 * @param pause before the first new attempt; the next ones are twice as long each
 * @param attempts in a row that bring nothing
 */
record Patience(Duration connect, Duration silence, Duration window, long leastBytes, Duration pause, int attempts) {
    static final Patience USUAL = new Patience(
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            60 << 10,
            Duration.ofMillis(500),
            5);
}

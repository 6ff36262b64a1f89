package dev.diver.core.dive;

import dev.diver.core.kernel.Mode;
import dev.diver.core.net.Net;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person asks for.
 *
 * @param mode absent for the net's own
 * @param settings {@code --set}: option by key, as text
 * @param args absent for the net's own
 * @param timeout absent for none
 */
public record DiveOrder(
        Net net,
        Optional<Mode> mode,
        Map<String, String> settings,
        Optional<List<String>> args,
        Optional<Duration> timeout) {
    public DiveOrder {
        settings = Map.copyOf(settings);
    }

    public static DiveOrder of(Net net) {
        return new DiveOrder(net, Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
    }
}

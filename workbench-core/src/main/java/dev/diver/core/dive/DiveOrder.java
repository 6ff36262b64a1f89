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
 * @param timeout absent for none; counted from when the guest begins to run
 * @param stopped whether the guest stands still at its first instruction until a debugger lets it go
 */
public record DiveOrder(
        Net net,
        Optional<Mode> mode,
        Map<String, String> settings,
        Optional<List<String>> args,
        Optional<Duration> timeout,
        boolean stopped) {
    public DiveOrder {
        settings = Map.copyOf(settings);
    }

    /** One that runs at once. */
    public DiveOrder(
            Net net,
            Optional<Mode> mode,
            Map<String, String> settings,
            Optional<List<String>> args,
            Optional<Duration> timeout) {
        this(net, mode, settings, args, timeout, false);
    }

    public static DiveOrder of(Net net) {
        return new DiveOrder(net, Optional.empty(), Map.of(), Optional.empty(), Optional.empty());
    }

    /** The same, for a debugger. */
    public DiveOrder stoppedAtStart() {
        return new DiveOrder(net, mode, settings, args, timeout, true);
    }
}

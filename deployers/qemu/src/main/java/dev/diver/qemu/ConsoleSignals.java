package dev.diver.qemu;

import dev.diver.core.dive.Console;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a console can be told beside bytes, through QMP. */
final class ConsoleSignals {
    private final Qmp qmp;

    ConsoleSignals(Qmp qmp) {
        this.qmp = qmp;
    }

    Map<Console.Signal, Runnable> of(QemuGuest.ConsoleSocket console) {
        return console.signals().stream()
                .collect(Collectors.<Console.Signal, Console.Signal, Runnable>toMap(
                        signal -> signal, signal -> () -> send(signal, console)));
    }

    /** As QEMU's own commands do; a guest that has just ended is no failure. */
    private void send(Console.Signal signal, QemuGuest.ConsoleSocket console) {
        switch (signal) {
            case BREAK -> qmp.execute("chardev-send-break", Map.of("id", console.device()));
            case CTRL_ALT_DELETE ->
                qmp.execute(
                        "send-key",
                        Map.of(
                                "keys",
                                Stream.of("ctrl", "alt", "delete")
                                        .map(key -> Map.of("type", "qcode", "data", key))
                                        .toList()));
        }
    }
}

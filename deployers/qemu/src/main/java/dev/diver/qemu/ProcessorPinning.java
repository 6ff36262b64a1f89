package dev.diver.qemu;

import java.io.IOException;
import java.util.List;

/** Binds each guest processor's thread to a host processor. QMP tells the threads; taskset(1) binds them. */
final class ProcessorPinning {
    private final List<Integer> hostProcessors;

    ProcessorPinning(List<Integer> hostProcessors) {
        this.hostProcessors = hostProcessors;
    }

    /** Returns at once; what cannot be bound stays unbound. */
    void apply(Qmp qmp) {
        qmp.execute("query-cpus-fast")
                .thenAccept(processors -> processors.forEach(cpu -> {
                    var number = cpu.path("cpu-index").asInt();
                    var thread = cpu.path("thread-id").asLong();
                    if (number < hostProcessors.size() && thread > 0) {
                        bind(thread, hostProcessors.get(number));
                    }
                }));
    }

    private static void bind(long thread, int processor) {
        try {
            new ProcessBuilder("taskset", "-pc", String.valueOf(processor), String.valueOf(thread))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // The plan named taskset as missing already, if it is.
        }
    }
}

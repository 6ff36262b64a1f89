package dev.diver.cokernel;

import dev.diver.core.partition.MemoryRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The command that runs a program on a co-kernel: the proxy's options ({@code assets/gpos/proxy/main.c}).
 *
 * @param processor Linux's number of an offline one
 * @param serialPort I/O port of a 16550 for the co-kernel's own log; empty for none
 * @param panicPort I/O port of QEMU's pvpanic, which a crash of the co-kernel is told; empty where Linux alone is told
 * @param spinMicroseconds how long a kernel looks for the other's answer before it sleeps
 * @param statistics whether calls are counted
 * @param stream a file that the counts are written to, again and again; empty where they are read in memory
 */
public record CokernelLauncher(
        MemoryRange region,
        int processor,
        OptionalInt serialPort,
        OptionalInt panicPort,
        int spinMicroseconds,
        boolean statistics,
        Optional<String> stream) {
    /** Where proxy, co-kernel and program are, as Linux sees them. */
    public static final String PROXY = "/diver/cokernel-run";

    public static final String COKERNEL = "/diver/cokernel";
    public static final String PROGRAM = "/app";

    /** The program's own argument list, its name first, is to follow. */
    public List<String> words() {
        var words = new ArrayList<>(List.of(
                PROXY,
                "--region",
                MemoryRange.address(region.start()) + ",0x"
                        + Long.toHexString(region.size().bytes()),
                "--cpu",
                String.valueOf(processor),
                "--image",
                COKERNEL));
        serialPort.ifPresent(port -> words.addAll(List.of("--serial", String.valueOf(port))));
        panicPort.ifPresent(port -> words.addAll(List.of("--panic", String.valueOf(port))));
        words.addAll(List.of("--spin", String.valueOf(spinMicroseconds * 1000L)));
        if (!statistics) {
            words.add("--no-statistics");
        }
        stream.ifPresent(file -> words.addAll(List.of("--statistics", file)));
        words.addAll(List.of("--program", PROGRAM, "--"));
        return List.copyOf(words);
    }
}

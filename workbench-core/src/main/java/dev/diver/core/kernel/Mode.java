package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a dive uses the hardware. */
public enum Mode {
    /** A virtual machine of its own. */
    VM("vm"),
    /** A virtual machine whose cores and memory are split between Linux and the kernel. */
    PARTITIONED_VM("partitioned-vm"),
    /** A physical machine whose cores and memory are split between Linux and the kernel. */
    PARTITIONED_HARDWARE("partitioned-hardware"),
    /** Jobs of a cluster's scheduler. */
    CLUSTER("cluster"),
    /** No machine at all: a fake that answers like a kernel, for trying out the workbench. */
    DEMO("demo");

    private final String word;

    Mode(String word) {
        this.word = word;
    }

    @JsonCreator
    public static Mode parse(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "\"" + word + "\" is not a mode.",
                        "",
                        "Modes are " + Arrays.stream(values()).map(Mode::word).collect(Collectors.joining(", "))
                                + "."));
    }

    /** The word used in files, on the command line and on the screen. */
    @JsonValue
    public String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}

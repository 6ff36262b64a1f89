package dev.diver.app.command;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.util.Arrays;

/** What {@code diver plan export} can write. */
enum PlanExportFormat {
    KERNEL_COMMAND_LINE,
    QEMU,
    MCKERNEL,
    JAILHOUSE,
    PISCES;

    static PlanExportFormat parse(String word) {
        return Arrays.stream(values())
                .filter(format -> Words.of(format).equals(word))
                .findFirst()
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.INVALID,
                        "\"" + word + "\" is not a format that a plan can be exported to.",
                        "",
                        Nearest.hint(
                                word, Arrays.stream(values()).map(Words::of).toList())));
    }
}

package dev.diver.core.topology;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Machines as the command line names them. */
public final class MachineSource {
    /** This host. */
    public static final String HOST = "host";

    /** In front of a {@link QemuDesign}. */
    public static final String QEMU = "qemu:";

    private MachineSource() {}

    /**
     * @param word {@link #HOST}, {@link #QEMU} with a design behind, a file that {@code lstopo} wrote, or a directory
     *     with a copy of {@link SysfsTopology#FILES}
     */
    public static Topology read(String word) {
        if (word.equals(HOST)) {
            return SysfsTopology.host();
        }
        if (word.startsWith(QEMU)) {
            return QemuDesign.parse(word.substring(QEMU.length())).topology();
        }
        var path = Path.of(word);
        if (Files.isDirectory(path)) {
            return SysfsTopology.read(path);
        }
        if (Files.exists(path)) {
            return HwlocXml.read(path);
        }
        throw new DiverException(
                Problem.Kind.NOT_FOUND,
                "There is no machine \"" + word + "\", and no such file.",
                "A machine is host, qemu: with a design behind, or a file that lstopo wrote.",
                Nearest.to(word, List.of(HOST, "qemu"))
                        .map(near -> "Did you mean \"" + near + "\"?")
                        .orElse("lstopo machine.xml writes a file on the machine that it is to describe."));
    }
}

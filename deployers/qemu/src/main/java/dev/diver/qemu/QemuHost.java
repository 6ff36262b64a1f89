package dev.diver.qemu;

import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What every plan of a QEMU machine depends on that is not in its request: this host. Thread-safe. */
public class QemuHost {
    private final HostProgram programs;
    private final AcceleratorProbe probe;

    public QemuHost(HostProgram programs, AcceleratorProbe probe) {
        this.programs = programs;
        this.probe = probe;
    }

    public String qemu() {
        return programs.require("qemu-system-x86_64", "qemu-system-x86", "to dive in a virtual machine")
                .toString();
    }

    /** QEMU gets SIGKILL when the thread that started it ends; setpriv sets that and becomes QEMU (prctl(2)). */
    public List<String> launcher() {
        var setpriv = programs.require("setpriv", "util-linux", "so that a guest never outlives Diver");
        return List.of(setpriv.toString(), "--pdeathsig", "KILL", "--");
    }

    /** Why kvm, which the person asked for, was seen not to work here; empty where it works or nobody measured. */
    public Optional<String> doubt(String wanted) {
        return Optional.of(wanted)
                .filter("kvm"::equals)
                .map(kvm -> probe.verdict())
                .filter(verdict -> !verdict.chosen().equals("kvm"))
                .map(AcceleratorProbe.Verdict::reason);
    }

    /** @param wanted {@code auto}, {@code kvm} or {@code tcg} */
    public String accelerator(String wanted) {
        return wanted.equals("auto") ? probe.verdict().chosen() : wanted;
    }

    /** @param processors of the host, from 0 */
    public void requireProcessors(List<Integer> processors) {
        for (var processor : processors) {
            if (!Files.isDirectory(Path.of("/sys/devices/system/cpu/cpu" + processor))) {
                throw new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "This host has no processor " + processor + ".",
                        "",
                        "The option pinning takes numbers that lscpu lists.");
            }
        }
    }
}

package dev.diver.qemu;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.diver.core.home.AtomicFiles;
import dev.diver.core.home.DiverHome;
import dev.diver.core.home.Folders;
import dev.diver.core.job.Cancellation;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Boots a guest of a few bytes with each accelerator and takes the one that is faster. {@code /dev/kvm} can exist and
 * open and yet not work, or be slower than emulation, so only a measurement tells. The verdict is kept with what it
 * depends on and measured again when that changes.
 */
public final class QemuAcceleratorProbe implements AcceleratorProbe {
    private static final Duration KVM_LIMIT = Duration.ofMillis(2500);
    private static final Duration TCG_LIMIT = Duration.ofSeconds(20);
    private static final int WORKED = 0x2a << 1 | 1;

    private final HostProgram programs;
    private final Path file;
    private final Path kvm;
    private final ObjectMapper json = new ObjectMapper();
    private Verdict known;

    public QemuAcceleratorProbe(DiverHome home, HostProgram programs) {
        this(home, programs, Path.of("/dev/kvm"));
    }

    QemuAcceleratorProbe(DiverHome home, HostProgram programs, Path kvm) {
        this.programs = programs;
        this.kvm = kvm;
        file = home.cache().resolve("accelerator.json");
    }

    /** @param host what the verdict depends on */
    private record Kept(String host, Verdict verdict) {}

    @Override
    public synchronized Verdict verdict() {
        if (known == null) {
            known = kept();
        }
        if (known == null) {
            known = measure();
            keep(known);
        }
        return known;
    }

    private Verdict kept() {
        try {
            var read = Files.isRegularFile(file) ? json.readValue(Files.readAllBytes(file), Kept.class) : null;
            return read != null && host().equals(read.host()) ? read.verdict() : null;
        } catch (IOException damaged) {
            return null;
        }
    }

    private void keep(Verdict verdict) {
        try {
            AtomicFiles.write(file, json.writeValueAsBytes(new Kept(host(), verdict)));
        } catch (IOException e) {
            // It is measured again next time.
        }
    }

    private Verdict measure() {
        var qemu = programs.find("qemu-system-x86_64");
        if (qemu.isEmpty()) {
            return new Verdict("tcg", 0, "qemu-system-x86_64 is missing, so nothing could be measured");
        }
        var tcg = probe(qemu.get(), "tcg", TCG_LIMIT);
        if (!Files.exists(kvm)) {
            return new Verdict("tcg", Math.max(tcg, 0), kvm + " does not exist on this host");
        }
        if (!Files.isReadable(kvm) || !Files.isWritable(kvm)) {
            return new Verdict("tcg", Math.max(tcg, 0), kvm + " may not be opened by this user (group kvm)");
        }
        var fast = probe(qemu.get(), "kvm", KVM_LIMIT);
        if (fast < 0) {
            return new Verdict("tcg", Math.max(tcg, 0), kvm + " exists, but a guest does not run with it");
        }
        return tcg >= 0 && tcg < fast
                ? new Verdict("tcg", tcg, "kvm took " + fast + " ms for the same guest")
                : new Verdict("kvm", fast, "");
    }

    /** Milliseconds, or -1 where the guest did not get to its end. */
    private long probe(Path qemu, String accelerator, Duration limit) {
        Path work = null;
        try {
            work = Files.createTempDirectory("diver-probe");
            var sector = work.resolve("probe.img");
            Files.write(sector, bootSector());
            var start = System.nanoTime();
            var result = programs.run(
                    List.of(
                            qemu.toString(),
                            "-nodefaults",
                            "-no-user-config",
                            "-display",
                            "none",
                            "-no-reboot",
                            "-machine",
                            "pc,accel=" + accelerator,
                            "-m",
                            "16",
                            "-device",
                            "isa-debug-exit,iobase=0xf4,iosize=4",
                            "-drive",
                            "if=ide,format=raw,snapshot=on,file=" + QemuArguments.escaped(sector.toString())),
                    work,
                    limit,
                    new Cancellation());
            return result.exitCode() == WORKED
                    ? Duration.ofNanos(System.nanoTime() - start).toMillis()
                    : -1;
        } catch (IOException e) {
            return -1;
        } finally {
            if (work != null) {
                Folders.delete(work);
            }
        }
    }

    /** A boot sector that counts for a moment and ends the machine: mov ecx,1000000; loop; mov dx,0xf4; mov al,42; out. */
    private static byte[] bootSector() {
        var sector = new byte[512];
        var code = new int[] {
            0x66, 0xb9, 0x40, 0x42, 0x0f, 0x00, 0x67, 0xe2, 0xfd, 0xba, 0xf4, 0x00, 0xb0, 0x2a, 0xee, 0xf4, 0xeb, 0xfd
        };
        for (var i = 0; i < code.length; i++) {
            sector[i] = (byte) code[i];
        }
        sector[510] = 0x55;
        sector[511] = (byte) 0xaa;
        return sector;
    }

    private String host() throws IOException {
        var processor = Files.readString(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .orElse("");
        var kernel = Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip();
        var qemu = programs.find("qemu-system-x86_64")
                .map(QemuAcceleratorProbe::state)
                .orElse("none");
        return processor + "|" + kernel + "|" + qemu + "|" + state(kvm) + "|" + Files.isWritable(kvm);
    }

    private static String state(Path path) {
        try {
            return path + " " + Files.size(path) + " "
                    + Files.getLastModifiedTime(path).toMillis();
        } catch (IOException missing) {
            return "none";
        }
    }
}

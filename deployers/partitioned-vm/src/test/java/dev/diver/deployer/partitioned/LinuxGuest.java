package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.partition.KernelCommandLine;
import dev.diver.core.partition.PartitionPlan;
import dev.diver.core.partition.PartitionPlans;
import dev.diver.core.partition.QemuMachine;
import dev.diver.core.syscall.SharedWindow;
import dev.diver.core.syscall.SyscallStatistics;
import dev.diver.qemu.InitialRamFileSystem;
import dev.diver.qemu.ProcessorModel;
import dev.diver.qemu.ProgramFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * One boot of Linux under TCG with a co-kernel's processor and memory beside it, in which a shell script does what a test
 * wants. A line {@code @@NAME} of the script has the host take a snapshot of the co-kernel's counters and answer with an
 * empty line, which the script is to wait for.
 */
final class LinuxGuest {
    /** What the script writes there comes back. */
    static final String RESULTS = "/results";

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final int STATUS_PORT = 233;
    private static final Pattern MARK = Pattern.compile("@@(\\S+)\\r?\\n");
    private static final MemorySize MEMORY = MemorySize.mebibytes(768);

    private final Lab lab;
    private final PartitionPlan plan = PartitionPlans.usual(2, MEMORY);
    private final Map<String, SyscallStatistics> snapshots = new LinkedHashMap<>();
    private final StringBuffer said = new StringBuffer();

    LinuxGuest(Lab lab) {
        this.lab = lab;
    }

    /**
     * @param results the directory that came back, on the host
     * @param snapshots by the names that the script said
     * @param console what Linux's console said, the script's own words among it
     * @param cokernel what the co-kernel said
     */
    record End(Path results, Map<String, SyscallStatistics> snapshots, String console, String cokernel) {
        /** Of a file that came back. */
        String text(String name) throws IOException {
            return Files.readString(results.resolve(name), StandardCharsets.ISO_8859_1);
        }
    }

    /** The command that runs a program on the co-kernel, up to where the program and its arguments follow. */
    String launcher() {
        return launcher(region(), 1, "/diver/cokernel");
    }

    String launcher(String region, int processor, String image) {
        return "/diver/cokernel-run --region " + region + " --cpu " + processor + " --image " + image + " --serial "
                + GuestImage.COKERNEL_PORT;
    }

    /** The co-kernel's: start and size. */
    String region() {
        var region = plan.parts().getFirst().memory().getFirst();
        return "0x" + Long.toHexString(region.start()) + ",0x"
                + Long.toHexString(region.size().bytes());
    }

    /**
     * @param folder for all files of this boot
     * @param files of the host by their absolute paths in the guest, besides what the co-kernel needs
     */
    End run(Path folder, String script, Map<String, Path> files, Duration limit)
            throws IOException, InterruptedException {
        var initrd = folder.resolve("initrd");
        initialRamFileSystem(folder, script, files).write(initrd);
        var ram = Files.createTempFile(shared(folder), "diver-test", "");
        try {
            var machine = QemuMachine.of(plan, ram);
            try (var file = Files.newByteChannel(ram, StandardOpenOption.WRITE)) {
                file.position(MEMORY.bytes() - 1).write(ByteBuffer.allocate(1));
            }
            var place = machine.place(
                            plan.parts().getFirst().memory().getFirst().start())
                    .orElseThrow();
            try (var window = SharedWindow.map(ram, place.offset())) {
                boot(command(folder, initrd, machine), window, limit);
            }
        } finally {
            Files.delete(ram);
        }
        var results = Files.createDirectories(folder.resolve("came-back"));
        assertTrue(Files.size(folder.resolve("outputs")) > 0, () -> "nothing came back: " + said);
        HostCommand.run(results, List.of("tar", "xf", "../outputs"));
        return new End(
                results.resolve(RESULTS.substring(1)),
                snapshots,
                said.toString().replace("\r\n", "\n"),
                Files.readString(folder.resolve("cokernel"), StandardCharsets.ISO_8859_1));
    }

    private static Path shared(Path otherwise) {
        var memory = Path.of("/dev/shm");
        return Files.isWritable(memory) ? memory : otherwise;
    }

    private InitialRamFileSystem initialRamFileSystem(Path folder, String script, Map<String, Path> files)
            throws IOException {
        var text = Files.writeString(folder.resolve("script"), script);
        var all = new TreeMap<>(files);
        // Both in the list of libraries and among these a file would be there twice.
        all.keySet().removeAll(ProgramFiles.of(BUSYBOX).keySet());
        all.put("/diver/script", text);
        all.put("/diver/cokernel-run", lab.linux("cokernel-run"));
        all.put("/diver/cokernel", lab.cokernel.file("boot/snorkel"));
        all.put("/diver/lib/diver_cokernel.ko", lab.module.file());
        all.put("/bin/busybox", BUSYBOX);
        var lists = Map.of(
                "modules", List.of("/diver/lib/diver_cokernel.ko"),
                "offline", List.of("1"),
                "channel", List.of(GuestImage.CHANNEL),
                "argv", List.of("sh", "/diver/script"),
                "env", List.of("PATH=/bin:/usr/bin", "HOME=/", "TZ=UTC"),
                "outputs", List.of(RESULTS));
        return new InitialRamFileSystem(lab.linux("init"), BUSYBOX, ProgramFiles.of(BUSYBOX), all, lists);
    }

    private List<String> command(Path folder, Path initrd, QemuMachine machine) {
        var command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--", "qemu-system-x86_64"));
        command.addAll(List.of(
                "-accel", "tcg", "-cpu", ProcessorModel.usual("tcg"), "-display", "none", "-nodefaults", "-no-reboot"));
        command.addAll(machine.options());
        command.addAll(List.of("-kernel", lab.linux("vmlinuz").toString(), "-initrd", initrd.toString()));
        command.addAll(List.of(
                "-append",
                PartitionedVmPlanner.LINUX + " " + KernelCommandLine.of(plan).text()));
        command.addAll(List.of("-serial", "stdio", "-serial", "file:" + folder.resolve("cokernel")));
        command.addAll(List.of("-chardev", "file,id=outputs,path=" + folder.resolve("outputs")));
        command.addAll(List.of("-device", "isa-serial,chardev=outputs,index=2"));
        command.addAll(List.of("-chardev", "file,id=status,path=" + folder.resolve("status")));
        command.addAll(List.of("-device", "isa-debugcon,chardev=status,iobase=" + STATUS_PORT));
        command.addAll(List.of("-device", "isa-debug-exit,iobase=244,iosize=4"));
        return command;
    }

    private void boot(List<String> command, SharedWindow window, Duration limit)
            throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var reader = Thread.ofPlatform().start(() -> drain(process));
        var end = System.nanoTime() + limit.toNanos();
        try {
            var from = 0;
            while (process.isAlive() && System.nanoTime() < end) {
                var mark = MARK.matcher(said);
                if (mark.find(from)) {
                    from = mark.end();
                    window.read().ifPresent(read -> snapshots.put(mark.group(1), read));
                    process.getOutputStream().write('\n');
                    process.getOutputStream().flush();
                } else {
                    process.waitFor(5, TimeUnit.MILLISECONDS);
                }
            }
            if (process.isAlive()) {
                fail("still running after " + limit.toSeconds() + " s: " + said);
            }
            reader.join(120_000);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private void drain(Process process) {
        try (var in = process.getInputStream()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                said.append((char) next);
            }
        } catch (IOException e) {
            said.append('\n').append(e);
        }
    }
}

package dev.diver.core.doctor;

import dev.diver.core.catalog.Catalog;
import dev.diver.core.catalog.HostAbility;
import dev.diver.core.doctor.DoctorReport.Tool;
import dev.diver.core.job.Cancellation;
import dev.diver.core.job.Progress;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.process.HostProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** Looks at this host. */
public final class HostDoctor implements Doctor {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Pattern VERSION = Pattern.compile("[0-9]+\\.[0-9][0-9A-Za-z.+-]*");

    /** A program, Debian's package of it, and how it tells its version. */
    private record Wanted(String name, String debianPackage, String versionOption, boolean needed) {}

    private static final List<Wanted> WANTED = List.of(
            new Wanted("qemu-system-x86_64", "qemu-system-x86", "--version", true),
            new Wanted("bwrap", "bubblewrap", "--version", true),
            new Wanted("make", "make", "--version", true),
            new Wanted("gcc", "gcc", "--version", true),
            new Wanted("ld", "binutils", "--version", true),
            new Wanted("setpriv", "util-linux", "--version", true),
            new Wanted("prlimit", "util-linux", "--version", true),
            new Wanted("taskset", "util-linux", "--version", true),
            new Wanted("apt-get", "apt", "--version", true),
            new Wanted("dpkg-deb", "dpkg", "--version", true),
            new Wanted("gdb", "gdb", "--version", false),
            new Wanted("clangd", "clangd", "--version", false),
            new Wanted("ipmitool", "ipmitool", "-V", false),
            new Wanted("qemu-img", "qemu-utils", "--version", false),
            new Wanted("grub-mkrescue", "grub-common grub-pc-bin xorriso mtools", "--version", false));

    private final HostProgram host;
    private final AcceleratorProbe accelerator;
    private final Catalog catalog;

    public HostDoctor(HostProgram host, AcceleratorProbe accelerator, Catalog catalog) {
        this.host = host;
        this.accelerator = accelerator;
        this.catalog = catalog;
    }

    @Override
    public DoctorReport examine(boolean repair, Progress progress) {
        progress.report("looking at the host's programs");
        var tools = tools();
        progress.report("measuring the accelerator");
        var found = accelerator.verdict();
        var verdict = new DoctorReport.Accelerator(found.chosen(), found.measuredMs(), found.reason());
        var health = catalog.check(repair, progress);
        var ok = health.ok() && tools.stream().allMatch(Tool::ok);
        return new DoctorReport(ok, tools, verdict, health);
    }

    @Override
    public HostAbility ability() {
        return HostPrograms.ability(name -> host.find(name).isPresent());
    }

    private List<Tool> tools() {
        var running = WANTED.stream()
                .map(wanted -> CompletableFuture.supplyAsync(() -> examine(wanted)))
                .toList();
        return running.stream().map(CompletableFuture::join).toList();
    }

    private Tool examine(Wanted wanted) {
        var path = host.find(wanted.name());
        if (path.isEmpty()) {
            var remedy = (wanted.needed() ? "" : "Only where it is needed: ") + "sudo apt-get install "
                    + wanted.debianPackage();
            return new Tool(wanted.name(), "", "", !wanted.needed(), remedy);
        }
        return new Tool(wanted.name(), path.get().toString(), version(path.get(), wanted), true, "");
    }

    private String version(Path program, Wanted wanted) {
        try {
            var said = host.run(
                    List.of(program.toString(), wanted.versionOption()), Path.of("/"), LIMIT, new Cancellation());
            var match = VERSION.matcher(said.output());
            return match.find() ? match.group() : "";
        } catch (IOException e) {
            return "";
        }
    }
}

package dev.diver.deployer.vm;

import dev.diver.core.kernel.Wrapper;
import dev.diver.core.machine.AcceleratorProbe;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.process.HostProgram;
import dev.diver.core.process.Sandbox;
import dev.diver.qemu.QemuHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** What a plan depends on that is not in its request: this host. */
class HostFacts extends QemuHost {
    private final HostProgram programs;
    private final Path prepared;

    /** @param prepared the directory in the cache for wrapped images */
    HostFacts(HostProgram programs, AcceleratorProbe probe, Path prepared) {
        super(programs, probe);
        this.programs = programs;
        this.prepared = prepared;
    }

    /** A program that no package of Debian has. */
    Path requireTender(String name) {
        return programs.find(name)
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.MISSING_TOOL,
                        name + " is missing on this machine.",
                        "It is Solo5's tender, which starts this kernel; Debian has no package of it.",
                        "Build Solo5 (or opam install solo5) and put " + name + " into a directory of PATH."));
    }

    /** @param readable what it may read besides the system's directories */
    List<String> sandbox(Path writable, List<Path> readable, int memoryMib, List<String> inside) {
        var bwrap = programs.require("bwrap", "bubblewrap", "to keep the unikernel's process from this host");
        var prlimit = programs.require("prlimit", "util-linux", "to limit its memory");
        return Sandbox.command(bwrap, prlimit, writable, readable, memoryMib, Integer.MAX_VALUE, inside);
    }

    void requireInterface(String name) {
        if (!Files.isDirectory(Path.of("/sys/class/net", name))) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "This host has no network interface " + name + ".",
                    "A dive uses a tap interface that is there, and makes none.",
                    "As root: ip tuntap add dev " + name + " mode tap user \"$USER\" && ip link set " + name + " up");
        }
    }

    void requireWrapper(Wrapper wrapper) {
        switch (wrapper) {
            case NONE, GUNZIP -> {}
            case ELF32 -> programs.require("objcopy", "binutils", "to make the 32-bit ELF file that QEMU boots");
            case GRUB_ISO -> {
                programs.require("grub-mkrescue", "grub-common grub-pc-bin xorriso mtools", "to make a bootable ISO");
                programs.require("xorriso", "xorriso", "to make a bootable ISO");
                programs.require("mformat", "mtools", "to make a bootable ISO");
            }
        }
    }

    /** Named by what it is made of, so that it is made once. */
    Path prepared(Wrapper wrapper, List<Path> sources, String text) {
        var state = new StringBuilder(text);
        for (var source : sources) {
            try {
                state.append('\0').append(source);
                state.append('\0').append(Files.size(source));
                state.append('\0').append(Files.getLastModifiedTime(source));
            } catch (IOException e) {
                throw new DiverException(
                        new Problem(
                                Problem.Kind.FAILED, source + " cannot be read.", String.valueOf(e.getMessage()), ""),
                        e);
            }
        }
        var name = UUID.nameUUIDFromBytes(state.toString().getBytes(StandardCharsets.UTF_8));
        return prepared.resolve(name + "." + wrapper.name().toLowerCase(Locale.ROOT));
    }

    void requireVfio(String address) {
        var device = Path.of("/sys/bus/pci/devices", address);
        var driver = device.resolve("driver");
        if (!Files.exists(device)) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND, "This host has no PCI device " + address + ".", "", "lspci -D lists them.");
        }
        try {
            if (!Files.exists(driver) || !driver.toRealPath().endsWith("vfio-pci")) {
                throw new DiverException(
                        Problem.Kind.UNSUPPORTED,
                        "The device " + address + " is not free to be passed through.",
                        "It is not bound to the driver vfio-pci.",
                        "As root: driverctl set-override " + address + " vfio-pci");
            }
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, driver + " cannot be read.", String.valueOf(e.getMessage()), ""),
                    e);
        }
    }
}

package dev.diver.qemu;

import dev.diver.core.catalog.PulledKernel;
import dev.diver.core.debug.DebugTarget.SourceFolder;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.debug.ElfFile;
import dev.diver.core.kernel.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What tells the names of a kernel's code and of a program's. */
public final class KernelCode {
    private static final Path RECORDED = Path.of("/usr/src");

    /** Two thirds of the address space in whole pages: ELF_ET_DYN_BASE of Linux's arch/x86/include/asm/elf.h. */
    private static final OptionalLong LINUX_BASE = OptionalLong.of(0x5555_5555_4000L);

    private KernelCode() {}

    /**
     * The file with the kernel's symbols, or its image where that is an ELF file; empty where it has neither. The build id
     * is that of what boots.
     *
     * @param mapped see {@link SymbolFile}
     */
    public static Optional<SymbolFile> symbols(PulledKernel kernel, boolean mapped) {
        var manifest = kernel.manifest();
        var booted = file(kernel, Role.IMAGE);
        var elf = booted.flatMap(ElfFile::read);
        return file(kernel, Role.SYMBOLS)
                .or(() -> booted.filter(image -> elf.isPresent()))
                .map(file -> new SymbolFile(
                        file, manifest.name(), OptionalLong.empty(), elf.flatMap(ElfFile::buildId), mapped));
    }

    /**
     * Empty where it is not known where the program comes to lie.
     *
     * @param bias where a program that can be anywhere lies; one that cannot lies where it says
     */
    public static Optional<SymbolFile> program(Path file, String name, OptionalLong bias, boolean mapped) {
        var elf = ElfFile.read(file);
        var isMoved = elf.filter(ElfFile::movable).isPresent();
        return isMoved && bias.isEmpty()
                ? Optional.empty()
                : Optional.of(new SymbolFile(
                        file, name, isMoved ? bias : OptionalLong.empty(), elf.flatMap(ElfFile::buildId), mapped));
    }

    /**
     * A program that Linux runs; empty where that puts it somewhere.
     *
     * @param isFixed whether Linux was told {@code norandmaps}: a program with a loader then always lies in one place
     */
    public static Optional<SymbolFile> linuxProgram(Path file, String name, boolean isFixed) {
        var hasLoader = false;
        try {
            hasLoader = ElfProgram.read(file).flatMap(ElfProgram::interpreter).isPresent();
        } catch (IOException e) {
            // The dive says so.
        }
        return program(file, name, isFixed && hasLoader ? LINUX_BASE : OptionalLong.empty(), false);
    }

    /** Of the kernel's own code, where the package has it. */
    public static List<SourceFolder> sources(PulledKernel kernel) {
        return kernel
                .manifest()
                .artifact(Role.SOURCES)
                .map(artifact -> kernel.file(artifact.path()))
                .filter(Files::isDirectory)
                .map(folder -> new SourceFolder(
                        RECORDED.resolve(kernel.manifest().name()).toString(), folder))
                .stream()
                .toList();
    }

    private static Optional<Path> file(PulledKernel kernel, Role role) {
        return kernel.manifest()
                .artifact(role)
                .map(artifact -> kernel.file(artifact.path()))
                .filter(Files::isRegularFile);
    }
}

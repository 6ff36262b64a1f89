package dev.diver.qemu;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.debug.DebugTarget.SymbolFile;
import dev.diver.core.debug.ElfFile;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A Linux's own symbols, where somebody has installed them: its debug package has a gigabyte and is not a part of what is
 * pulled. Nothing but a file of the very same build is taken.
 *
 * @param symbols absent where there are none
 * @param note a sentence for the person, where there is something to say
 */
public record LinuxSymbols(Optional<SymbolFile> symbols, Optional<String> note) {
    private static final String KEY = "debug-files";

    /** Where gdb and the packages of distributions have them (gdb's manual, "Debugging Information in Separate Files"). */
    private static final String USUAL = "/usr/lib/debug";

    /** @param group of the mode's form */
    public static Option option(String group) {
        return new Option(
                KEY,
                group,
                new Type.Text(),
                USUAL,
                "A folder with the debug files of this host's distribution, for Linux's own symbols.");
    }

    /**
     * Unpacks the image where there is something to compare it with.
     *
     * @param image what boots
     * @param values checked by a schema with {@link #option}
     * @param directory the net's, which a relative folder is in
     */
    public static LinuxSymbols of(Path image, ObjectNode values, Path directory) {
        var folder = directory.resolve(values.path(KEY).asText(USUAL));
        return LinuxImage.read(image)
                .map(linux -> of(linux, folder))
                .orElseGet(() -> new LinuxSymbols(Optional.empty(), Optional.empty()));
    }

    private static LinuxSymbols of(LinuxImage linux, Path folder) {
        // Debian's, Fedora's, and one that somebody has put there by hand.
        var named = Stream.of(
                        "boot/vmlinux-" + linux.version(),
                        "lib/modules/" + linux.version() + "/vmlinux",
                        "vmlinux-" + linux.version())
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
        var byBuild = folder.resolve(".build-id");
        if (named.isEmpty() && !Files.isDirectory(byBuild)) {
            return none(linux, folder);
        }
        Optional<String> wanted;
        try {
            wanted = linux.buildId();
        } catch (IOException e) {
            return without(linux, "the build of what boots could not be read: " + e.getMessage());
        }
        if (wanted.isEmpty()) {
            return without(linux, "what boots does not say of which build it is");
        }
        var id = wanted.get();
        return Stream.concat(named.stream(), Stream.of(byBuild.resolve(id.substring(0, 2), id.substring(2) + ".debug")))
                .filter(file -> ElfFile.read(file).flatMap(ElfFile::buildId).equals(wanted))
                .findFirst()
                .map(file -> new LinuxSymbols(
                        Optional.of(new SymbolFile(file, "Linux", OptionalLong.empty(), wanted, false)),
                        Optional.empty()))
                .orElseGet(() -> named.map(
                                file -> without(linux, file + " is of another build than what boots, which is " + id))
                        .orElseGet(() -> none(linux, folder)));
    }

    private static LinuxSymbols none(LinuxImage linux, Path folder) {
        return without(
                linux,
                folder + " has no symbols of it; on Debian they come with the package linux-image-" + linux.version()
                        + "-dbg");
    }

    private static LinuxSymbols without(LinuxImage linux, String why) {
        return new LinuxSymbols(
                Optional.empty(),
                Optional.of("A debugger shows Linux " + linux.version() + " by addresses: " + why + "."));
    }
}

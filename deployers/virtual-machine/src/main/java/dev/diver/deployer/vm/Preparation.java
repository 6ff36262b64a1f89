package dev.diver.deployer.vm;

import dev.diver.core.disk.DiskImage;
import dev.diver.core.kernel.Wrapper;
import dev.diver.qemu.InitialRamFileSystem;
import java.nio.file.Path;
import java.util.List;

/** A file that is made before the machine starts. */
sealed interface Preparation {
    Path file();

    /** One line for the person. */
    String what();

    /** The kernel's image in the form that QEMU loads; kept in the cache under a name that its source gives. */
    record WrappedImage(Path file, Path image, Wrapper wrapper) implements Preparation {
        @Override
        public String what() {
            return wrapper == Wrapper.ELF32
                    ? "the kernel's image as a 32-bit ELF file, for QEMU's multiboot loader"
                    : "the kernel's image, gunzipped";
        }
    }

    /** Something that GRUB loads, and its command line. */
    record Loaded(Path file, String commandLine) {}

    /** @param directive GRUB's command that loads the kernel; its modules are loaded by that word's {@code module} */
    record GrubIso(Path file, String directive, Loaded kernel, List<Loaded> modules) implements Preparation {
        @Override
        public String what() {
            return "a GRUB ISO with the kernel's image" + (modules.isEmpty() ? "" : " and its modules");
        }
    }

    /** Another name for a file whose own QEMU could not take. */
    record Link(Path file, Path target) implements Preparation {
        @Override
        public String what() {
            return "a link to " + target;
        }
    }

    /** @param line what the disk's boot loader reads at byte 512 */
    record CommandLineDisk(Path file, DiskImage disk, String line) implements Preparation {
        @Override
        public String what() {
            return "a disk over the package's, with the command line at byte 512";
        }
    }

    /** An initial RAM file system with init, program, arguments and files. */
    record Initrd(Path file, InitialRamFileSystem content) implements Preparation {
        @Override
        public String what() {
            var libraries = content.libraries().keySet().stream().sorted().toList();
            return "initial RAM file system: /init, /app, "
                    + (content.lists().get("argv").size() - 1) + " arguments, "
                    + content.files().size() + " files"
                    + (libraries.isEmpty() ? "" : ", " + String.join(", ", libraries));
        }
    }
}

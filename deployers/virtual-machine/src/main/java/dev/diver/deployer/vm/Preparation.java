package dev.diver.deployer.vm;

import dev.diver.core.kernel.KernelManifest.Wrapper;
import dev.diver.core.net.Net;
import java.nio.file.Path;
import java.util.List;

/** A file that is made before the machine starts. */
sealed interface Preparation {
    Path file();

    /** One line for the person. */
    String what();

    /** The kernel's image in the form that QEMU loads; kept in the cache under a name that its content gives. */
    record WrappedImage(Path file, Path image, Wrapper wrapper, String commandLine) implements Preparation {
        @Override
        public String what() {
            return switch (wrapper) {
                case NONE -> "the kernel's image";
                case GUNZIP -> "the kernel's image, gunzipped";
                case ELF32 -> "the kernel's image as a 32-bit ELF file, for QEMU's multiboot loader";
                case GRUB_ISO -> "a GRUB ISO with the kernel's image";
            };
        }
    }

    /** An initial RAM file system with init, program, arguments and files. */
    record InitialRamFileSystem(Path file, Path init, Path program, Net net, List<String> args) implements Preparation {
        @Override
        public String what() {
            return "initial RAM file system: /init, /app, " + args.size() + " arguments, "
                    + net.files().size() + " files";
        }
    }
}

package dev.diver.core.net;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.kernel.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An application paired with a kernel: what {@code net.toml} says, checked.
 *
 * @param directory where {@code net.toml} is, absolute
 * @param program what boots or is given to the kernel, relative to the directory, or any program of the host by its
 *     absolute path; absent where the kernel runs no
 *     application
 * @param files host file, relative to the directory, by absolute path in the guest
 * @param outputs absolute paths in the guest that are brought back
 * @param options the values of {@code [dive.MODE]}, already checked against that mode's schema
 * @param about what others find it by
 */
public record Net(
        Path directory,
        String name,
        String version,
        KernelReference kernel,
        Optional<String> program,
        List<String> args,
        Map<String, String> env,
        Map<String, String> files,
        List<String> outputs,
        Mode mode,
        Map<Mode, ObjectNode> options,
        About about) {
    /**
     * What a net says of itself to those who look for one.
     *
     * @param summary one line of plain text; may be empty
     */
    public record About(String summary, List<String> tags) {
        public static final About NOTHING = new About("", List.of());

        public About {
            tags = List.copyOf(tags);
        }
    }

    /** Nobody looks for it. */
    public Net(
            Path directory,
            String name,
            String version,
            KernelReference kernel,
            Optional<String> program,
            List<String> args,
            Map<String, String> env,
            Map<String, String> files,
            List<String> outputs,
            Mode mode,
            Map<Mode, ObjectNode> options) {
        this(directory, name, version, kernel, program, args, env, files, outputs, mode, options, About.NOTHING);
    }

    public Net {
        args = List.copyOf(args);
        env = Map.copyOf(env);
        files = Map.copyOf(files);
        outputs = List.copyOf(outputs);
        options = Map.copyOf(options);
    }
}

package dev.diver.core.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.diver.core.machine.MemorySize;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Everything about a kernel that development and booting need: the config blob of a kernel package. Never carries raw
 * VMM arguments, only these fields; {@code assets/schema/kernel-manifest.schema.json} is the same contract as JSON
 * schema. Lists and maps are never null.
 *
 * @param name the package's name, see {@link KernelReference#name()}
 * @param version the kernel's own version, without the configuration
 * @param configuration which build of that version, such as {@code loader}; empty for the only one
 * @param isDefault whether {@code name:version} without a configuration means this one
 * @param family what kernels of one origin share, such as {@code snorkel} or {@code linux}
 * @param summary one line of plain text
 * @param description some paragraphs of Markdown
 * @param licence an SPDX expression
 * @param architecture as OCI names it: {@code amd64}, {@code 386}, {@code arm64}
 * @param source where files come from that the package does not hold itself
 * @param artifacts the files, by role
 * @param boot the ways to boot it, best first
 * @param ready patterns (java.util.regex) on the console that tell that it has booted
 * @param fail patterns on the console that tell that it has failed
 * @param forkedFrom the kernel that it was made from; absent for one's own
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record KernelManifest(
        String name,
        String version,
        String configuration,
        @JsonProperty("default") boolean isDefault,
        String family,
        String summary,
        String description,
        String licence,
        String architecture,
        List<String> tags,
        List<Mode> modes,
        Optional<DebianSource> source,
        List<Artifact> artifacts,
        List<Boot> boot,
        Console console,
        App app,
        Args args,
        Env env,
        Exit exit,
        List<String> ready,
        List<String> fail,
        Optional<Sdk> sdk,
        Host host,
        Scripts scripts,
        List<Verified> verified,
        Optional<Fork> forkedFrom) {

    public KernelManifest {
        configuration = orEmpty(configuration);
        description = orEmpty(description);
        tags = copy(tags);
        modes = copy(modes);
        source = source == null ? Optional.empty() : source;
        artifacts = copy(artifacts);
        boot = copy(boot);
        console = console == null ? new Console(ConsoleDevice.SERIAL, "") : console;
        app = app == null ? new App(AppModel.NONE, "", "", "", "") : app;
        args = args == null ? new Args(ArgumentChannel.NONE, "", "", "", ArgumentQuoting.NONE) : args;
        env = env == null ? new Env("") : env;
        exit = exit == null
                ? new Exit(ExitMode.NEVER, Optional.empty(), ExitDecode.NONE, Optional.empty(), Optional.empty())
                : exit;
        ready = copy(ready);
        fail = copy(fail);
        sdk = sdk == null ? Optional.empty() : sdk;
        host = host == null ? new Host("", List.of(), List.of()) : host;
        scripts = scripts == null ? new Scripts("", "", "", "") : scripts;
        verified = copy(verified);
        forkedFrom = forkedFrom == null ? Optional.empty() : forkedFrom;
    }

    /** {@code version} or {@code version-configuration}: the OCI tag of this package. */
    public String tag() {
        return configuration.isEmpty() ? version : version + "-" + configuration;
    }

    public KernelReference reference() {
        return new KernelReference("", name, tag(), "");
    }

    /** The first file of a role. */
    public Optional<Artifact> artifact(Role role) {
        return artifacts.stream().filter(artifact -> artifact.role() == role).findFirst();
    }

    /** The same kernel under another name, version and tags. */
    public KernelManifest named(String newName, String newVersion, List<String> newTags) {
        return with(newName, newVersion, newTags, source, artifacts, verified, forkedFrom);
    }

    /** The same kernel with other files. */
    public KernelManifest withArtifacts(List<Artifact> newArtifacts) {
        return with(name, version, tags, source, newArtifacts, verified, forkedFrom);
    }

    /** The same kernel with the exact place that its files came from. */
    public KernelManifest from(DebianSource newSource) {
        return with(name, version, tags, Optional.of(newSource), artifacts, verified, forkedFrom);
    }

    /** The beginning of another kernel made from this one: nobody has seen it boot yet, and its files will change. */
    public KernelManifest forked(String newVersion, Fork from) {
        var changing = artifacts.stream()
                .map(artifact -> new Artifact(artifact.role(), artifact.path(), "", artifact.format()))
                .toList();
        return with(name, newVersion, tags, source, changing, List.of(), Optional.of(from));
    }

    private KernelManifest with(
            String newName,
            String newVersion,
            List<String> newTags,
            Optional<DebianSource> newSource,
            List<Artifact> newArtifacts,
            List<Verified> newVerified,
            Optional<Fork> newForkedFrom) {
        return new KernelManifest(
                newName,
                newVersion,
                configuration,
                isDefault,
                family,
                summary,
                description,
                licence,
                architecture,
                newTags,
                modes,
                newSource,
                newArtifacts,
                boot,
                console,
                app,
                args,
                env,
                exit,
                ready,
                fail,
                sdk,
                host,
                scripts,
                newVerified,
                newForkedFrom);
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    /**
     * A file, or a directory with all below it.
     *
     * @param path relative to the unpacked package, with {@code /}
     * @param digest of a single file's content, {@code sha256:…}; empty for a directory, whose layer has one
     * @param format what the bytes are, such as {@code elf32}, {@code elf64}, {@code bzimage}, {@code directory}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Artifact(Role role, String path, String digest, String format) {
        public Artifact {
            digest = orEmpty(digest);
            format = orEmpty(format);
        }
    }

    /**
     * Files that come from Debian's archive when the kernel is pulled, and are unpacked without being installed.
     *
     * @param metaPackage the package whose dependency names the current version, such as {@code linux-image-cloud-amd64}
     * @param packagePattern which of the meta-package's dependencies holds the files (java.util.regex); empty where the
     *     meta-package holds them itself
     * @param exactVersion package and version that a pulled kernel really came from; empty in the catalog's entry
     * @param files destination path in the package by path inside the .deb; {@code *} stands for one path component
     * @param packages other packages of the same version, kept as they are: name by destination path of the .deb;
     *     {@code $1} to {@code $9} stand for the groups of packagePattern. In a pulled kernel name and version, as in
     *     exactVersion
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record DebianSource(
            String metaPackage,
            String packagePattern,
            String exactVersion,
            Map<String, String> files,
            Map<String, String> packages) {
        public DebianSource {
            packagePattern = orEmpty(packagePattern);
            exactVersion = orEmpty(exactVersion);
            files = files == null ? Map.of() : Map.copyOf(files);
            packages = packages == null ? Map.of() : Map.copyOf(packages);
        }
    }

    /**
     * One way to boot.
     *
     * @param machines QEMU machine types that work, best first; empty for the VMM's choice
     * @param cpu QEMU's cpu model, or empty for the VMM's choice
     * @param memory the least that it needs; absent for no need known
     * @param cpus the most processors that it uses, at least 1
     * @param modules boot modules in order
     * @param disks images of the package that are disks of the machine, in order; nothing written to them stays
     * @param commandLine what the kernel command line always holds, before arguments
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Boot(
            BootProtocol protocol,
            List<String> machines,
            String cpu,
            Optional<MemorySize> memory,
            int cpus,
            List<Device> devices,
            List<BootModule> modules,
            List<String> disks,
            String commandLine,
            Wrapper wrapper) {
        public Boot {
            machines = copy(machines);
            cpu = orEmpty(cpu);
            memory = memory == null ? Optional.empty() : memory;
            cpus = cpus == 0 ? 1 : cpus;
            devices = copy(devices);
            modules = copy(modules);
            disks = copy(disks);
            commandLine = orEmpty(commandLine);
            wrapper = wrapper == null ? Wrapper.NONE : wrapper;
        }
    }

    /**
     * @param path in the package, or {@code @app} for the net's program
     * @param base added to the addresses of a position-independent module by the kernel that loads it, for debuggers; absent
     *     where that is not the same each time
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record BootModule(String path, String commandLine, OptionalLong base) {
        public BootModule {
            commandLine = orEmpty(commandLine);
            base = base == null ? OptionalLong.empty() : base;
        }

        /** One whose place is not known. */
        public BootModule(String path, String commandLine) {
            this(path, commandLine, OptionalLong.empty());
        }
    }

    /** @param select what the kernel command line needs for that console, such as {@code console=ttyS0} */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Console(ConsoleDevice device, String select) {
        public Console {
            select = orEmpty(select);
        }
    }

    /**
     * @param toolchain the compiler, such as {@code gcc}
     * @param hook the function that the kernel calls, such as {@code main}
     * @param relink one line that says how the program is linked, for the reader; the template's Makefile does it
     * @param template which directory below {@code template} and {@code assets/templates} a new net starts from
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record App(AppModel model, String toolchain, String hook, String relink, String template) {
        public App {
            toolchain = orEmpty(toolchain);
            hook = orEmpty(hook);
            relink = orEmpty(relink);
            template = orEmpty(template);
        }
    }

    /**
     * @param template for {@code kernel-param}: {@code ${args}} stands for the joined arguments
     * @param separator between kernel parameters and arguments, such as {@code --}
     * @param argv0 what stands for the program's name, where the channel carries one
     * @param usual the arguments where a dive gives none
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Args(
            ArgumentChannel channel,
            String template,
            String separator,
            String argv0,
            ArgumentQuoting quoting,
            List<String> usual) {
        public Args {
            usual = copy(usual);
            template = orEmpty(template);
            separator = orEmpty(separator);
            argv0 = orEmpty(argv0);
            quoting = quoting == null ? ArgumentQuoting.NONE : quoting;
        }

        /** Without usual ones. */
        public Args(ArgumentChannel channel, String template, String separator, String argv0, ArgumentQuoting quoting) {
            this(channel, template, separator, argv0, quoting, List.of());
        }
    }

    /** @param template one variable, such as {@code env.${name}=${value}}; empty where there is no environment */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Env(String template) {
        public Env {
            template = orEmpty(template);
        }
    }

    /**
     * @param port I/O port of isa-debug-exit
     * @param statusPort I/O port of isa-debugcon, see {@link ExitDecode#STATUS_PORT}
     * @param crash the value that the guest writes to {@code port} when it crashed, as it itself notices
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Exit(
            ExitMode mode,
            Optional<Integer> port,
            ExitDecode decode,
            Optional<Integer> statusPort,
            Optional<Integer> crash) {
        public Exit {
            port = port == null ? Optional.empty() : port;
            decode = decode == null ? ExitDecode.NONE : decode;
            statusPort = statusPort == null ? Optional.empty() : statusPort;
            crash = crash == null ? Optional.empty() : crash;
        }
    }

    /** Paths in the package. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Sdk(List<String> includes, List<String> cflags, String linkerScript, List<String> objects) {
        public Sdk {
            includes = copy(includes);
            cflags = copy(cflags);
            linkerScript = orEmpty(linkerScript);
            objects = copy(objects);
        }
    }

    /**
     * What the host must have.
     *
     * @param gpos the Linux that a hosted kernel runs beside, as a reference of the catalog; empty for any other kernel
     * @param tools programs, such as {@code qemu-system-x86_64}
     * @param features such as {@code cpu-hotplug}
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Host(String gpos, List<String> tools, List<String> features) {
        public Host {
            gpos = orEmpty(gpos);
            tools = copy(tools);
            features = copy(features);
        }
    }

    /** The publisher's scripts, paths in the package; empty where there is none. Run only in the sandbox. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Scripts(String configure, String build, String test, String deploy) {
        public Scripts {
            configure = orEmpty(configure);
            build = orEmpty(build);
            test = orEmpty(test);
            deploy = orEmpty(deploy);
        }
    }

    /**
     * Evidence that it boots.
     *
     * @param vmm such as {@code qemu}
     * @param result such as {@code boots}, {@code exits 0}
     * @param date ISO 8601
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Verified(String vmm, String version, String result, String date) {}

    /**
     * What a fork was made from.
     *
     * @param ref as the person named it
     * @param digest of that package's manifest, {@code sha256:…}
     */
    public record Fork(KernelReference ref, String digest) {}
}

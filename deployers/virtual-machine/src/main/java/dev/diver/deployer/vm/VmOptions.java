package dev.diver.deployer.vm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.diver.core.machine.MemorySize;
import dev.diver.core.option.OptionSchema;
import dev.diver.core.option.OptionSchema.Option;
import dev.diver.core.option.OptionSchema.Type;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.qemu.KeepMemory;
import dev.diver.qemu.LinuxSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * {@code [dive.vm]}, typed. Absent values are chosen by the plan from what the kernel asks for.
 *
 * @param pinning host processor for each guest processor, in order; empty for the host's choice
 * @param passthrough PCI addresses, complete
 */
record VmOptions(
        int cpus,
        Optional<MemorySize> memory,
        String accelerator,
        Optional<String> machine,
        Optional<String> cpu,
        Optional<String> firmware,
        String kernelArgs,
        List<Disk> disks,
        String network,
        List<PortForward> ports,
        String tap,
        List<String> consoles,
        List<String> passthrough,
        List<Integer> pinning,
        KeepMemory keepMemory,
        Stub stub) {

    private static final Pattern CPU = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(,[+-]?[A-Za-z0-9._=-]+)*");
    private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,14}");
    private static final Pattern PCI = Pattern.compile("(?:[0-9a-fA-F]{4}:)?[0-9a-fA-F]{2}:[01][0-9a-fA-F]\\.[0-7]");

    /** @param file as written, relative to the net's directory */
    record Disk(String file, String format, boolean snapshot, boolean readOnly) {}

    /** What speaks gdb's remote protocol. */
    enum Stub {
        QEMU("qemu"),
        /** The kernel itself, on its second serial port. */
        SERIAL("serial2");

        private final String word;

        Stub(String word) {
            this.word = word;
        }

        static Stub of(String word) {
            return word.equals(SERIAL.word) ? SERIAL : QEMU;
        }
    }

    /** TCP from the host's loopback to the guest. */
    record PortForward(int host, int guest) {
        private static final Pattern FORM = Pattern.compile("([0-9]{1,5}):([0-9]{1,5})");

        static PortForward parse(String text) {
            var match = FORM.matcher(text);
            if (!match.matches() || !isPort(match.group(1)) || !isPort(match.group(2))) {
                throw invalid("ports", "\"" + text + "\" is no port forward", "Write HOST:GUEST, such as \"8080:80\".");
            }
            return new PortForward(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
        }

        private static boolean isPort(String digits) {
            var port = Integer.parseInt(digits);
            return port >= 1 && port <= 65535;
        }
    }

    static OptionSchema schema() {
        var disk = new Type.Table(List.of(
                new Option("file", "Disks", new Type.File(), "", "The image, relative to the net or absolute."),
                new Option("format", "Disks", new Type.Choice(List.of("raw", "qcow2")), "raw", "Never guessed."),
                new Option("snapshot", "Disks", new Type.Flag(), "true", "What the guest writes is thrown away."),
                new Option("read-only", "Disks", new Type.Flag(), "false", "The guest cannot write.")));
        return new OptionSchema(List.of(
                new Option("cpus", "Machine", new Type.Whole(1, 255), "1", "Processors of the guest."),
                new Option("memory", "Machine", new Type.Size(), "what the kernel needs", "Memory of the guest."),
                new Option(
                        "accelerator",
                        "Machine",
                        new Type.Choice(List.of("auto", "kvm", "tcg")),
                        "auto",
                        "How processors are run; auto is measured once on each host."),
                new Option(
                        "machine",
                        "Machine",
                        new Type.Choice(List.of("pc", "q35", "microvm")),
                        "what the kernel was seen on",
                        "QEMU's machine type."),
                new Option("cpu", "Machine", new Type.Text(), "max,-erms, or host with kvm", "QEMU's processor model."),
                new Option("firmware", "Machine", new Type.File(), "SeaBIOS", "A firmware image instead of QEMU's."),
                new Option("kernel-args", "Kernel", new Type.Text(), "none", "Added to the kernel's own command line."),
                new Option("disks", "Disks", new Type.Many(disk), "none", "Disk images, virtio."),
                new Option(
                        "network",
                        "Network",
                        new Type.Choice(List.of("none", "user", "tap")),
                        "none",
                        "user needs no rights; tap is an interface that you made."),
                new Option(
                        "ports",
                        "Network",
                        new Type.Many(new Type.Text()),
                        "none",
                        "TCP port forwards HOST:GUEST from the host's loopback, with network = \"user\"."),
                new Option("tap", "Network", new Type.Text(), "none", "The interface's name, with network = \"tap\"."),
                new Option(
                        "consoles",
                        "Consoles",
                        new Type.Many(new Type.Choice(List.of("serial", "virtio"))),
                        "the kernel's",
                        "The first is the main one; at most two serial ones."),
                new Option(
                        "passthrough",
                        "Devices",
                        new Type.Many(new Type.Text()),
                        "none",
                        "PCI addresses of host devices bound to vfio-pci, such as 0000:03:00.0."),
                new Option(
                        "pinning",
                        "Machine",
                        new Type.Many(new Type.Whole(0, 4095)),
                        "none",
                        "The host processor of each guest processor, in order."),
                KeepMemory.option("Debugging"),
                LinuxSymbols.option("Debugging"),
                new Option(
                        "stub",
                        "Debugging",
                        new Type.Choice(List.of(Stub.QEMU.word, Stub.SERIAL.word)),
                        Stub.QEMU.word,
                        "Whom a debugger talks to: QEMU, or the kernel's own stub on the second serial port.")));
    }

    /** @param values checked against {@link #schema} */
    static VmOptions of(ObjectNode values) {
        requireWord(values, "cpu");
        requireWord(values, "tap");
        var options = new VmOptions(
                values.path("cpus").asInt(1),
                text(values, "memory").map(MemorySize::parse),
                text(values, "accelerator").orElse("auto"),
                text(values, "machine"),
                text(values, "cpu"),
                text(values, "firmware"),
                text(values, "kernel-args").orElse(""),
                disks(values.path("disks")),
                text(values, "network").orElse("none"),
                texts(values.path("ports")).stream().map(PortForward::parse).toList(),
                text(values, "tap").orElse(""),
                texts(values.path("consoles")),
                texts(values.path("passthrough")).stream().map(VmOptions::pci).toList(),
                numbers(values.path("pinning")),
                KeepMemory.of(values),
                Stub.of(values.path("stub").asText(Stub.QEMU.word)));
        options.check();
        return options;
    }

    private void check() {
        cpu.filter(model -> !CPU.matcher(model).matches()).ifPresent(model -> {
            throw invalid("cpu", "\"" + model + "\" is no processor model", "qemu-system-x86_64 -cpu help lists them.");
        });
        if (network.equals("tap") != !tap.isEmpty()
                || !tap.isEmpty() && !INTERFACE.matcher(tap).matches()) {
            throw invalid(
                    "tap", "network = \"tap\" and tap belong together", "Name the interface, such as tap = \"tap0\".");
        }
        if (!ports.isEmpty() && !network.equals("user")) {
            throw invalid("ports", "ports are forwarded by the user network only", "Set network = \"user\".");
        }
        if (consoles.stream().filter("serial"::equals).count() > 2 || consoles.size() > 8) {
            throw invalid("consoles", "there are too many", "At most two serial ones, at most eight in all.");
        }
        if (stub == Stub.SERIAL && consoles.stream().filter("serial"::equals).count() > 1) {
            throw invalid("stub", "the second serial port is a console", "Make the second console a virtio one.");
        }
        if (!pinning.isEmpty() && pinning.size() != cpus) {
            throw invalid(
                    "pinning", "it names " + pinning.size() + " processors for " + cpus, "Name one for each of cpus.");
        }
    }

    private static String pci(String address) {
        if (!PCI.matcher(address).matches()) {
            throw invalid("passthrough", "\"" + address + "\" is no PCI address", "lspci -D lists them: 0000:03:00.0.");
        }
        return address.length() == "03:00.0".length() ? "0000:" + address : address;
    }

    private static List<Disk> disks(JsonNode list) {
        var disks = new ArrayList<Disk>();
        for (var disk : list) {
            var file = disk.path("file").asText("");
            if (file.isEmpty()) {
                throw invalid("disks", "a disk has no file", "Write { file = \"disk.img\", format = \"raw\" }.");
            }
            disks.add(new Disk(
                    file,
                    disk.path("format").asText("raw"),
                    disk.path("snapshot").asBoolean(true),
                    disk.path("read-only").asBoolean(false)));
        }
        return disks;
    }

    private static DiverException invalid(String key, String why, String remedy) {
        return new DiverException(Problem.Kind.INVALID, "dive.vm." + key + " does not fit: " + why + ".", "", remedy);
    }

    /** A kernel's arguments may be none; what is chosen from many may not, and nobody means the usual one by nothing. */
    private static void requireWord(ObjectNode values, String key) {
        if (values.has(key) && values.get(key).asText().isBlank()) {
            throw invalid(key, "it is empty", "Name one, or leave it out for the usual one.");
        }
    }

    private static Optional<String> text(ObjectNode values, String key) {
        return Optional.ofNullable(values.get(key)).map(JsonNode::asText).filter(text -> !text.isEmpty());
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }

    private static List<Integer> numbers(JsonNode list) {
        return IntStream.range(0, list.size())
                .map(i -> list.get(i).asInt())
                .boxed()
                .toList();
    }
}

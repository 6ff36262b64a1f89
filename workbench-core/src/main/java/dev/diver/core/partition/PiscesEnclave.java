package dev.diver.core.partition;

/**
 * An enclave of Pisces as the launcher of Hobbes reads it (pisces_enclave_create() of the project leviathan, whose example
 * is examples/pisces-test.xml). Amounts are whole MiB there, and addresses may be hexadecimal (smart_atou64()).
 *
 * @param xml a document; its kernel and init task are names to fill in
 */
public record PiscesEnclave(String xml) {
    private static final long MEBIBYTE = 1 << 20;

    /** For a plan without conflicts, and one of its parts. */
    public static PiscesEnclave of(PartitionPlan plan, PartitionPlan.Part part) {
        for (var range : part.memory()) {
            if (range.size().bytes() % MEBIBYTE != 0) {
                throw PartExports.cannot(
                        "An enclave of Pisces cannot have " + range.size() + ".",
                        "Its memory is counted in whole MiB.",
                        "Give the part's range " + range + " whole MiB.");
            }
        }
        var region = part.memory().getFirst();
        var boot = part.processors().numbers().getFirst();
        var text = new StringBuilder();
        text.append("""
                <pisces name="%s">
                    <kernel>vmlwk.bin</kernel>
                    <init_task>lwk_init</init_task>
                    <cmd_line>console=pisces</cmd_line>

                    <boot_env numa="%d">
                        <cpu>%d</cpu>
                        <memory size="%d">%s</memory>
                    </boot_env>
                """.formatted(
                        part.name(),
                        node(plan.machine(), region),
                        boot,
                        region.size().bytes() / MEBIBYTE,
                        MemoryRange.address(region.start())));
        for (var range : part.memory().subList(1, part.memory().size())) {
            text.append("\n    <memory size=\"%d\" base_addr=\"%s\" numa=\"%d\"/>\n"
                    .formatted(
                            range.size().bytes() / MEBIBYTE,
                            MemoryRange.address(range.start()),
                            node(plan.machine(), range)));
        }
        if (part.processors().size() > 1) {
            text.append("\n    <cpus>\n");
            part.processors().numbers().stream()
                    .skip(1)
                    .forEach(processor -> text.append("        <core>%d</core>\n".formatted(processor)));
            text.append("    </cpus>\n");
        }
        return new PiscesEnclave(text.append("</pisces>\n").toString());
    }

    private static int node(Machine machine, MemoryRange range) {
        var nodes = machine.allNodes();
        for (var i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).memory().stream().anyMatch(own -> own.contains(range.start()))) {
                return i;
            }
        }
        return 0;
    }
}

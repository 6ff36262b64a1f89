package dev.diver.core.partition;

import java.util.ArrayList;
import java.util.List;

/**
 * A non-root cell of the Jailhouse hypervisor as C source (include/jailhouse/cell-config.h of siemens/jailhouse, revision
 * 14, at commit e57d1ef; the order of the regions is that of configs/x86/linux-x86-demo.c). Such a cell sees its memory
 * from address 0 on, wherever it lies.
 *
 * @param source a translation unit
 */
public record JailhouseCell(String source) {
    /** JAILHOUSE_CELL_NAME_MAXLEN. */
    private static final int LONGEST_NAME = 31;

    /** Bytes; a processor starts below, in real mode. */
    private static final long LOW = 1 << 20;

    /** COMM_REGION_BASE of inmates/lib/x86/include/inmate.h, and where the memory behind it begins. */
    private static final long COMMUNICATION = 1 << 20;

    private static final long HIGH = 2 << 20;
    private static final long PAGE = 4096;
    private static final int BITS = Long.SIZE;

    private record Region(String comment, long physical, long virtual, long size) {}

    /** For a plan without conflicts, and one of its parts. */
    public static JailhouseCell of(PartitionPlan plan, PartitionPlan.Part part) {
        if (part.name().length() > LONGEST_NAME) {
            throw PartExports.cannot(
                    "A cell of Jailhouse cannot be named \"" + part.name() + "\".",
                    "Its name has at most " + LONGEST_NAME + " characters.",
                    "Give the part a shorter one.");
        }
        var words = plan.machine().processors() - 1 >> 6;
        var regions = regions(part);
        var ports = ports(part);
        var text = new StringBuilder();
        text.append("""
                /* The part "%s" of a partition plan as a cell of Jailhouse. */

                #include <jailhouse/types.h>
                #include <jailhouse/cell-config.h>

                struct {
                	struct jailhouse_cell_desc cell;
                	__u64 cpus[%d];
                	struct jailhouse_memory mem_regions[%d];
                """.formatted(part.name(), words + 1, regions.size() + 1));
        if (!ports.isEmpty()) {
            text.append("\tstruct jailhouse_pio pio_regions[%d];\n".formatted(ports.size()));
        }
        text.append("""
                } __attribute__((packed)) config = {
                	.cell = {
                		.signature = JAILHOUSE_CELL_DESC_SIGNATURE,
                		.revision = JAILHOUSE_CONFIG_REVISION,
                		.architecture = JAILHOUSE_X86,
                		.name = "%s",
                		.flags = JAILHOUSE_CELL_PASSIVE_COMMREG |
                			JAILHOUSE_CELL_VIRTUAL_CONSOLE_PERMITTED,

                		.cpu_set_size = sizeof(config.cpus),
                		.num_memory_regions = ARRAY_SIZE(config.mem_regions),
                """.formatted(part.name()));
        if (!ports.isEmpty()) {
            text.append("\t\t.num_pio_regions = ARRAY_SIZE(config.pio_regions),\n");
        }
        text.append("\t},\n\n\t.cpus = {\n");
        for (var word = 0; word <= words; word++) {
            text.append("\t\t0x%016xULL, /* processors %d-%d */\n"
                    .formatted(bits(part.processors(), word), word * BITS, word * BITS + BITS - 1));
        }
        text.append("\t},\n\n\t.mem_regions = {\n");
        text.append(memory(regions.getFirst()));
        text.append("""
                		/* communication region */ {
                			.virt_start = 0x%x,
                			.size = 0x%x,
                			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
                				JAILHOUSE_MEM_COMM_REGION,
                		},
                """.formatted(COMMUNICATION, PAGE));
        regions.stream().skip(1).map(JailhouseCell::memory).forEach(text::append);
        text.append("\t},\n");
        if (!ports.isEmpty()) {
            text.append("\n\t.pio_regions = {\n");
            ports.forEach(port -> text.append("\t\t").append(port).append('\n'));
            text.append("\t},\n");
        }
        return new JailhouseCell(text.append("};\n").toString());
    }

    private static long bits(ProcessorSet processors, int word) {
        return processors.numbers().stream()
                .filter(number -> number / BITS == word)
                .mapToLong(number -> 1L << number % BITS)
                .reduce(0, (left, right) -> left | right);
    }

    private static List<Region> regions(PartitionPlan.Part part) {
        var first = part.memory().getFirst();
        var regions = new ArrayList<Region>();
        regions.add(new Region("low RAM", first.start(), 0, LOW));
        var rest = first.size().bytes() - LOW;
        regions.add(new Region("RAM", first.start() + LOW, HIGH, rest));
        // Where both addresses are at a multiple of 2 MiB, the hypervisor can map large pages.
        var at = PartitionChecker.REGION_ALIGNMENT * Math.ceilDiv(HIGH + rest, PartitionChecker.REGION_ALIGNMENT);
        for (var range : part.memory().subList(1, part.memory().size())) {
            regions.add(new Region("RAM", range.start(), at, range.size().bytes()));
            at += PartitionChecker.REGION_ALIGNMENT
                    * Math.ceilDiv(range.size().bytes(), PartitionChecker.REGION_ALIGNMENT);
        }
        return regions;
    }

    private static String memory(Region region) {
        return """
                		/* %s */ {
                			.phys_start = 0x%x,
                			.virt_start = 0x%x,
                			.size = 0x%x,
                			.flags = JAILHOUSE_MEM_READ | JAILHOUSE_MEM_WRITE |
                				JAILHOUSE_MEM_EXECUTE | JAILHOUSE_MEM_DMA |
                				JAILHOUSE_MEM_LOADABLE,
                		},
                """.formatted(region.comment(), region.physical(), region.virtual(), region.size());
    }

    /** The ports that a PC has for its serial lines; other devices have no form that follows from a name. */
    private static List<String> ports(PartitionPlan.Part part) {
        return part.devices().stream()
                .flatMap(device -> switch (device) {
                    case "serial1" -> List.of("PIO_RANGE(0x3f8, 8), /* serial1 */").stream();
                    case "serial2" -> List.of("PIO_RANGE(0x2f8, 8), /* serial2 */").stream();
                    default -> List.<String>of().stream();
                })
                .toList();
    }
}

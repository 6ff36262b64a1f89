package dev.diver.core.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.diver.core.machine.MemorySize;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What is derived from plans, held against files that a reviewer reads. {@code -Ddiver.golden.write=true} writes them
 * anew; look at the difference before it is committed.
 */
class ExportsGoldenTest {
    private static final Path GOLDEN = Path.of("src/test/resources/dev/diver/core/partition/golden");
    private static final Path RAM = Path.of("/runs/one, two/ram");

    @Test
    void usual() throws IOException {
        golden("usual", PartitionPlans.usual(2, MemorySize.mebibytes(768)));
    }

    @Test
    void twoParts() throws IOException {
        golden("two-parts", Plans.read(Plans.GOOD));
    }

    @Test
    void twoNodesWithSiblingThreads() throws IOException {
        golden("nodes", Plans.read(Plans.NODES));
    }

    @Test
    void q35WithMemoryBehindTheHole() throws IOException {
        golden("q35", Plans.read(Plans.GOOD.replace("\"pc\"", "\"q35\"").replace("\"1GiB\"", "\"4001MiB\"")));
    }

    @Test
    void hardwareIsNothingForQemu() {
        var plan = Plans.read(Plans.HARDWARE);
        assertEquals(
                "memmap=512M$0x60000000 no_ipi_broadcast=1",
                KernelCommandLine.of(plan).text());
        var failure = assertThrows(DiverException.class, () -> QemuMachine.of(plan, RAM));
        assertEquals(Problem.Kind.UNSUPPORTED, failure.problem().kind());
    }

    @Test
    void theHostFindsEachByteOfTheGuest() {
        var large = QemuMachine.of(PartitionPlans.usual(2, MemorySize.mebibytes(4096)), RAM);
        assertEquals(Optional.of(new QemuMachine.Place(RAM, 0xbfff_ffffL)), large.place(0xbfff_ffffL));
        assertEquals(Optional.empty(), large.place(0xc000_0000L));
        assertEquals(Optional.of(new QemuMachine.Place(RAM, 0xc000_0010L)), large.place(0x1_0000_0010L));
        assertEquals(Optional.empty(), large.place(0x1_4000_0000L));
        var nodes = QemuMachine.of(Plans.read(Plans.NODES), RAM);
        assertEquals(
                Optional.of(new QemuMachine.Place(Path.of(RAM + ".1"), 0x4000_0000L)), nodes.place(0x1_0000_0000L));
    }

    private static void golden(String name, PartitionPlan plan) throws IOException {
        var text = new StringBuilder();
        for (var word : QemuMachine.of(plan, RAM).options()) {
            text.append(word).append(word.startsWith("-") ? ' ' : '\n');
        }
        var kernel = KernelCommandLine.of(plan);
        text.append("command line: ").append(kernel.text()).append('\n');
        text.append("grub.cfg: ").append(kernel.inGrubConfiguration()).append('\n');
        text.append("/etc/default/grub: ").append(kernel.inGrubDefaults()).append('\n');
        var file = GOLDEN.resolve(name + ".txt");
        if (Boolean.getBoolean("diver.golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text.toString());
    }
}

package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.cokernel.CokernelMark;
import dev.diver.core.kernel.KernelReference;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import dev.diver.core.syscall.WindowReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the proxy would refuse in the guest is refused before there is one. */
class CokernelMarkTest {
    private static final KernelReference KERNEL = KernelReference.parse("own:1.0-cokernel");

    @TempDir
    Path root;

    private Problem refused(Path image) {
        return assertThrows(DiverException.class, () -> CokernelMark.require(KERNEL, image))
                .problem();
    }

    @Test
    void anotherVersionIsRefusedWithBothNumbers() throws Exception {
        var image = Files.write(root.resolve("other"), MarkedImage.of(7));
        assertEquals(OptionalInt.of(7), CokernelMark.version(image));
        var problem = refused(image);
        assertEquals("own:1.0-cokernel is a co-kernel of another version.", problem.what());
        assertTrue(problem.why().contains("built for version 7 of"), problem.why());
        assertTrue(problem.why().endsWith("this Diver has version " + WindowReader.VERSION + "."), problem.why());
        assertTrue(problem.remedy().contains("diver build --relock"), problem.remedy());
    }

    @Test
    void whatIsNoCokernelIsRefused() throws Exception {
        assertTrue(refused(Path.of("/bin/busybox")).why().contains("busybox is no co-kernel"));
        assertTrue(
                refused(Files.writeString(root.resolve("text"), "text")).why().contains("no co-kernel"));
        assertTrue(refused(Files.createFile(root.resolve("empty"))).why().contains("no co-kernel"));
        assertEquals(Problem.Kind.FAILED, refused(root.resolve("missing")).kind());
    }

    @Test
    void anyBytesAreReadOrRefused() throws Exception {
        var good = MarkedImage.of(WindowReader.VERSION);
        var file = root.resolve("image");
        CokernelMark.require(KERNEL, Files.write(file, good));
        var random = new Random(8);
        for (var round = 0; round < 3000; round++) {
            var bytes = good.clone();
            for (var changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? -1 : random.nextInt());
            }
            CokernelMark.version(Files.write(file, Arrays.copyOf(bytes, bytes.length - random.nextInt(20))));
        }
    }
}

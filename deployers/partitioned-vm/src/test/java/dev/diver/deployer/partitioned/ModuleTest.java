package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.cokernel.CokernelMark;
import dev.diver.core.home.Folders;
import dev.diver.core.problem.DiverException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The module in Linux, and the proxy: what they refuse, and that nothing stays taken however a program ends. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class ModuleTest {
    private static final String ONLINE = "/sys/devices/system/cpu/cpu1/online";

    private final Lab lab;
    private final List<Step> steps = new ArrayList<>();

    ModuleTest(Lab lab) {
        this.lab = lab;
    }

    /** @param says words that must be in the output of the commands */
    private record Step(String commands, int status, String says) {}

    private void step(String commands, int status, String says) {
        steps.add(new Step(commands, status, says));
    }

    /** Runs a program in the background, has something done after a while, and ends with the program's status. */
    private static String meanwhile(String program, String commands) {
        return program + " &\nrunning=$!\nsleep 0.5\n" + commands + "\nwait $running";
    }

    @Test
    void givesBackWhateverHappens() throws Exception {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var guest = new LinuxGuest(lab);
            var run = guest.launcher();
            var fault = run + " --program /test/fault -- fault ";
            var files = new TreeMap<String, Path>();
            files.put("/test/fault", HostCommand.compile("fault", folder));
            files.put("/test/other-cokernel", OtherVersion.cokernel(Files.createDirectory(folder.resolve("c"))));
            refusedOnTheHostToo(files.get("/test/other-cokernel"));
            files.put("/test/other-proxy", OtherVersion.proxy(Files.createDirectory(folder.resolve("p"))));
            files.put("/test/text", Files.writeString(folder.resolve("text"), "no program\n"));
            files.put("/test/script", Files.writeString(folder.resolve("script1"), "#!/bin/none -x\n"));
            files.put("/test/shell", Files.writeString(folder.resolve("script2"), "#!/bin/busybox sh\necho $0 $1\n"));

            step(fault + "nothing", 3, "begun\n");
            step(run + " -- /test/shell one", 0, "/test/shell one\n");
            step(run + " -- /test/missing", 127, "/test/missing: No such file or directory");
            step(run + " -- /test/text", 126, "/test/text is no program");
            step(run + " -- /test/script", 127, "/test/script is a script for /bin/none, which is not there");
            step("/diver/cokernel-run --cpu 1", 125, "--region, --image and a program are needed");

            refusals(guest);
            ends(fault);
            var again = run + " -- /bin/busybox echo again";
            step(again, 0, "again\n");
            step("echo 1 > " + ONLINE + " && " + again, 125, "its processor is online");
            step("echo 0 > " + ONLINE + " && " + again, 0, "again\n");
            step("busybox rmmod diver_cokernel && echo 1 > " + ONLINE + " && cat " + ONLINE, 0, "1\n");
            step("! dmesg | grep -E 'BUG|Oops|WARNING|Call Trace'", 0, "");
            play(guest, folder, files);
        } finally {
            Folders.delete(folder);
        }
    }

    /** The same file that the proxy refuses below; a dive does not get that far. */
    private void refusedOnTheHostToo(Path image) {
        var reference = lab.cokernel.manifest().reference();
        var problem = assertThrows(DiverException.class, () -> CokernelMark.require(reference, image))
                .problem();
        assertTrue(problem.why().contains("built for version 7 of the window"), problem.why());
        CokernelMark.require(reference, lab.cokernel.file("boot/snorkel"));
    }

    private void refusals(LinuxGuest guest) {
        var program = " -- /bin/busybox true";
        var image = "/diver/cokernel";
        step(guest.launcher(guest.region(), 0, image) + program, 125, "its processor is online");
        step(guest.launcher(guest.region(), 7, image) + program, 125, "there is no such processor");
        step(guest.launcher("0x4000000,0x4000000", 1, image) + program, 125, "Linux uses memory of the region");
        step(guest.launcher("0x20001000,0x4000000", 1, image) + program, 125, "is not aligned to 2 MiB");
        step(guest.launcher("0x20000000,0x200000", 1, image) + program, 125, "too small");
        step(guest.launcher("0x120000000,0x4000000", 1, image) + program, 125, "does not start below 4 GiB");
        step(guest.launcher(guest.region(), 1, "/test/text") + program, 125, "/test/text is no co-kernel");
        step(guest.launcher(guest.region(), 1, "/test/none") + program, 125, "/test/none: No such file");
        step(
                guest.launcher(guest.region(), 1, "/test/fault") + program,
                125,
                "/test/fault is no co-kernel: it does not bear the mark of one");
        step(
                guest.launcher(guest.region(), 1, "/test/other-cokernel") + program,
                125,
                "/test/other-cokernel is a co-kernel for version 7 of the window, this is ");
        step(
                guest.launcher().replace("/diver/cokernel-run", "/test/other-proxy") + program,
                125,
                "the module is of another version than this program");
    }

    private void ends(String fault) {
        step(meanwhile(fault + "loop", "kill -9 $running"), 137, "begun\n");
        step(meanwhile(fault + "sleep", "kill -9 $running"), 137, "begun\n");
        step(meanwhile(fault + "loop", "kill -TERM $running"), 143, "begun\n");
        step(meanwhile(fault + "sleep", "kill -TERM $running"), 143, "begun\n");
        step(meanwhile(fault + "polite", "kill -TERM $running"), 7, "asked to end\n");
        step(
                meanwhile(fault + "loop", fault + "null\necho second $?\nkill -9 $running"),
                137,
                "a co-kernel has processor or memory already\nsecond 125\n");
        step(meanwhile(fault + "loop", "echo 1 > " + ONLINE + " || echo kept\nkill -9 $running"), 137, "kept\n");
        step(meanwhile(fault + "loop", "busybox rmmod diver_cokernel || echo used\nkill -9 $running"), 137, "used\n");
        step(
                "for i in 1 2 3 4 5 6 7 8 9 10; do\n" + fault
                        + "loop &\nrunning=$!\nusleep $((i * 7919 % 11 * 10000))\n"
                        + "kill -9 $running\nwait $running\ndone",
                137,
                "");
    }

    private void play(LinuxGuest guest, Path folder, TreeMap<String, Path> files) throws Exception {
        var script = new StringBuilder("busybox mkdir -p /results\nbusybox --install -s /bin\n");
        for (var i = 0; i < steps.size(); i++) {
            script.append("(\n")
                    .append(steps.get(i).commands())
                    .append("\n) > /results/")
                    .append(i)
                    .append(" 2>&1 < /dev/null\necho $? > /results/")
                    .append(i)
                    .append(".status\n");
        }
        var end = guest.run(folder, script.toString(), files, Duration.ofSeconds(400));
        for (var i = 0; i < steps.size(); i++) {
            var step = steps.get(i);
            var said = end.text(String.valueOf(i));
            assertTrue(said.contains(step.says()), step + "\n" + said);
            assertEquals(step.status(), Integer.parseInt(end.text(i + ".status").strip()), step + "\n" + said);
        }
        assertFalse(end.console().contains("Oops"), end.console());
    }
}

package dev.diver.deployer.partitioned;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.diver.core.home.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Command lines of busybox, one for each of its programs, on both sides. */
@ExtendWith(Lab.Shared.class)
@Timeout(900)
class CoverageTest {
    private static final int COMMANDS_WANTED = 60;
    private static final int WANTED = 55;

    /** One a line, with blanks between words; {@code < file} at the end is its input. */
    private static final List<String> COMMANDS = """
            awk { n += $2 } END { print n, NR } < numbers
            base64 text
            bunzip2 -c text.bz2
            bzip2 -c text
            cal 2 2024
            cat numbers text
            crc32 text
            cmp text numbers
            cp -r tree copy
            cut -d: -f1,3 passwd
            date -u -d @86400
            dd if=text of=part bs=100 count=3
            diff sorted other
            du -a tree
            echo a b c
            env
            expr 6 * 7
            factor 360 97 1001
            find tree -name f* -type f
            grep -n line text
            gunzip -c text.gz
            gzip -c text
            head -n 3 numbers
            id
            ln -s text link
            ls -l tree
            md5sum text numbers
            mkdir -p a/b/c
            mv text moved
            nl sorted
            od -c passwd
            printf %05d|%s\\n 42 word
            readlink -f tree/../text
            rev passwd
            rm -r tree
            sed -e s/line/LINE/ -e 5d text
            pwd
            seq 3 2 11
            touch new
            sha512sum text
            sleep 0.01
            sort -rn numbers
            shuf -n 0 text
            stat -c %s text
            strings passwd
            tac sorted
            tail -n 2 numbers
            tar cf - tree
            test 3 -gt 2
            tr a-z A-Z < text
            uname -s
            uniq -c sorted
            unxz -c text.xz
            wc text numbers
            sh -c echo $((6*7)); x=a; case $x in a) echo yes;; esac
            sh -c ls
            sh -c ls | wc -l
            time true
            timeout 5 true
            xargs echo < numbers
            """.lines().toList();

    /** What forks or starts another program: refused on a co-kernel, and the program says so in its own way. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "sh -c ls", "execve",
            "time true", "vfork",
            "timeout 5 true", "vfork",
            "sh -c ls | wc -l", "clone",
            "xargs echo", "vfork");

    private final Lab lab;

    CoverageTest(Lab lab) {
        this.lab = lab;
    }

    private static void files(Path folder, SideBySide both) throws Exception {
        var text = new StringBuilder();
        var numbers = new StringBuilder();
        for (var i = 0; i < 400; i++) {
            text.append("line ").append(i).append(" of ").append(i * 31 % 97).append('\n');
            numbers.append(i * 7919 % 401).append(' ').append(i).append('\n');
        }
        var contents = Map.of(
                "text", text.toString(),
                "numbers", numbers.toString(),
                "sorted", "a\nb\nb\nc\nd\n",
                "other", "b\nc\ne\n",
                "passwd", "root:x:0:0:root:/root:/bin/sh\nwho:x:1:2::/:/bin/false\n",
                "tabs", "a\tb\tc\n\td\n",
                "pairs", "a b\nb c\na c\n",
                "tree/file", "content\n",
                "tree/deep/first", "first\n",
                "tree/deep/er/second", "second\n");
        for (var content : contents.entrySet()) {
            var file = folder.resolve(content.getKey().replace('/', '-'));
            both.work(content.getKey(), Files.writeString(file, content.getValue()));
        }
        for (var packer : Map.of("bzip2", "bz2", "gzip", "gz", "xz", "xz").entrySet()) {
            HostCommand.run(folder, List.of(packer.getKey(), "-k", "text"));
            both.work("text." + packer.getValue(), folder.resolve("text." + packer.getValue()));
        }
    }

    private static List<String> words(String command) {
        var words = new ArrayList<>(List.of("/bin/busybox"));
        if (command.startsWith("sh -c ")) {
            words.addAll(List.of("sh", "-c", command.substring("sh -c ".length())));
        } else if (command.startsWith("awk ")) {
            words.addAll(List.of("awk", command.substring("awk ".length())));
        } else {
            words.addAll(List.of(command.split(" ")));
        }
        return words;
    }

    @Test
    void sameOutputAndStatus() throws Exception {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dv");
        try {
            var both = new SideBySide(lab);
            files(folder, both);
            var names = new ArrayList<String>();
            for (var line : COMMANDS) {
                var parts = line.split(" < ");
                var name = "c" + names.size();
                names.add(parts[0]);
                both.command(name, words(parts[0]), parts.length > 1 ? "/work/" + parts[1] : "/dev/null");
            }
            var pairs = both.run(Duration.ofSeconds(200));
            var different = new TreeSet<String>();
            var report = new StringBuilder();
            for (var i = 0; i < names.size(); i++) {
                var pair = pairs.get("c" + i);
                assertFalse(pair.linux().output().contains("applet not found"), names.get(i));
                if (!pair.linux().equals(pair.cokernel())) {
                    different.add(names.get(i));
                    report.append(names.get(i))
                            .append(": ")
                            .append(pair.linux())
                            .append('\n')
                            .append(pair.cokernel())
                            .append(KnownDifferences.unsupported(pair.counted()))
                            .append('\n');
                }
            }
            assertEquals(COMMANDS_WANTED, names.size());
            assertEquals(new TreeSet<>(DIFFERENT.keySet()), different, report::toString);
            assertTrue(names.size() - different.size() >= WANTED, report::toString);
            assertAll(DIFFERENT.entrySet().stream().map(one -> () -> {
                var counted = pairs.get("c" + names.indexOf(one.getKey())).counted();
                assertEquals(List.of(one.getValue()), KnownDifferences.unsupported(counted), one.getKey());
            }));
        } finally {
            Folders.delete(folder);
        }
    }
}

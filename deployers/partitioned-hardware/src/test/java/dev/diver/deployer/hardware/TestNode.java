package dev.diver.deployer.hardware;

import static org.junit.jupiter.api.Assertions.fail;

import dev.diver.core.home.Folders;
import dev.diver.core.node.Node;
import dev.diver.node.FreePort;
import dev.diver.qemu.InitialRamFileSystem;
import dev.diver.qemu.ProcessorModel;
import dev.diver.qemu.ProgramFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * A QEMU machine that plays the bare metal: four processors on two NUMA nodes, a generic Linux, an SSH server, and nothing
 * that knows of Diver. It is reached on loopback only.
 */
public final class TestNode implements AutoCloseable {
    /** Where Linux leaves memory alone; all other memory of dives must be emptied first. */
    static final String RESERVED = "0x28000000";

    /** In the first block that seems movable, and cannot be emptied because of it. */
    static final String HOLE = "0x10200000";

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final Path DROPBEAR = Path.of("/usr/sbin/dropbear");
    private static final Duration BOOT = Duration.ofSeconds(240);
    private static final String INIT = """
            #!/bin/busybox sh
            /bin/busybox mkdir -p /bin /sbin /usr/bin /usr/sbin /run /dev/pts
            /bin/busybox --install -s
            mount -t proc proc /proc
            mount -t sysfs sysfs /sys
            mount -t devtmpfs devtmpfs /dev
            mkdir -p /dev/pts
            mount -t devpts devpts /dev/pts
            mount -t tmpfs tmpfs /run
            mount -t securityfs securityfs /sys/kernel/security
            insmod /lib/e1000.ko
            ip link set lo up
            ip addr add 10.0.2.15/24 dev eth0
            ip link set eth0 up
            chmod 700 /root /root/.ssh
            chmod 600 /root/.ssh/authorized_keys
            mkdir -p /home/ada
            cp -r /root/.ssh /home/ada/
            chown -R 1000:1000 /home/ada
            [ -e /usr/bin/sudo ] && chmod 4755 /usr/bin/sudo
            # More than once: nobody keeps what a serial port says before its console is open.
            for i in $(seq 30); do echo "node: up"; sleep 2; done &
            while :; do /usr/sbin/dropbear -F -E -s -r /etc/hostkey -p 22; done
            """;

    private final Off off;
    private final Process machine;
    private final StringBuffer said = new StringBuffer();

    /**
     * Boots one, and returns when it does.
     *
     * @param linux vmlinuz, and where the modules are
     */
    TestNode(Path linux, Path modules, List<String> more) throws IOException, InterruptedException {
        this(linux, modules, more, Map.of());
    }

    /** @param files more of them, by their path there */
    TestNode(Path linux, Path modules, List<String> more, Map<String, Path> files)
            throws IOException, InterruptedException {
        off = off(linux, modules, more, files, "stdio");
        var command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "--"));
        command.addAll(off.command());
        try {
            machine = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException | RuntimeException e) {
            off.close();
            throw e;
        }
        Thread.ofPlatform().daemon().start(this::drain);
        var end = System.nanoTime() + BOOT.toNanos();
        var begin = System.nanoTime();
        while (!said.toString().contains("node: up")) {
            if (!machine.isAlive() || System.nanoTime() > end) {
                close();
                fail("the node does not boot: " + said);
            }
            Thread.sleep(20);
        }
        System.out.println("the node has booted in "
                + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    /**
     * The same machine before anybody has switched it on.
     *
     * @param folder all that it needs; gone when this is closed
     * @param command QEMU's, which ends with the machine
     * @param fingerprint of its host key
     */
    public record Off(Path folder, List<String> command, Node.Ssh ssh, String fingerprint) implements AutoCloseable {
        @Override
        public void close() {
            Folders.delete(folder);
        }
    }

    /**
     * @param linux vmlinuz, and where the modules are
     * @param serial where its serial port is, in QEMU's words
     */
    public static Off off(Path linux, Path modules, String serial) throws IOException, InterruptedException {
        return off(linux, modules, List.of(), Map.of(), serial);
    }

    private static Off off(Path linux, Path modules, List<String> more, Map<String, Path> files, String serial)
            throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(Path.of("/tmp"), "dn");
        try {
            var identity = folder.resolve("id");
            var publicKey = key(identity);
            var fingerprint = hostKey(folder.resolve("hostkey"));
            var port = FreePort.tcp();
            var initrd = folder.resolve("initrd");
            initialRamFileSystem(folder, publicKey, modules, files).write(initrd);
            return new Off(
                    folder,
                    command(linux, initrd, more, port, serial),
                    new Node.Ssh("127.0.0.1", port, "root", Optional.of(identity)),
                    fingerprint);
        } catch (IOException | RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    /** Under the name {@code bare}. */
    Node node() {
        return new Node("bare", Optional.of(ssh()), Optional.empty());
    }

    /** Another person than root. */
    Node nodeOfAda() {
        return new Node(
                "odd",
                Optional.of(new Node.Ssh(ssh().host(), ssh().port(), "ada", ssh().identity())),
                Optional.empty());
    }

    Node.Ssh ssh() {
        return off.ssh();
    }

    /** Of its host key. */
    String fingerprint() {
        return off.fingerprint();
    }

    /** All that its Linux said. */
    String said() {
        return said.toString();
    }

    /** @return the public half, as authorized_keys has it */
    private static String key(Path file) throws IOException {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            var pair = generator.generateKeyPair();
            try (var out = Files.newOutputStream(file)) {
                OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
            }
            return PublicKeyEntry.toString(pair.getPublic());
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static String hostKey(Path file) throws IOException, InterruptedException {
        var process = new ProcessBuilder("dropbearkey", "-t", "ed25519", "-f", file.toString())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        var at = said.indexOf("SHA256:");
        if (at < 0) {
            throw new IOException("dropbearkey: " + said);
        }
        return said.substring(at).lines().findFirst().orElseThrow().strip();
    }

    private static InitialRamFileSystem initialRamFileSystem(
            Path folder, String publicKey, Path modules, Map<String, Path> more) throws IOException {
        var init = Files.writeString(folder.resolve("init"), INIT);
        var files = new TreeMap<String, Path>(ProgramFiles.of(DROPBEAR));
        files.put("/usr/sbin/dropbear", DROPBEAR);
        files.put("/bin/busybox", BUSYBOX);
        files.put("/lib/e1000.ko", modules.resolve("e1000.ko"));
        files.putAll(more);
        files.put("/etc/hostkey", folder.resolve("hostkey"));
        files.put(
                "/etc/passwd",
                Files.writeString(
                        folder.resolve("passwd"),
                        "root:x:0:0:root:/root:/bin/sh\nada:x:1000:1000:ada:/home/ada:/bin/sh\n"));
        files.put("/etc/shells", Files.writeString(folder.resolve("shells"), "/bin/sh\n"));
        files.put("/root/.ssh/authorized_keys", Files.writeString(folder.resolve("authorized"), publicKey + "\n"));
        var libraries = new TreeMap<String, Path>(ProgramFiles.of(BUSYBOX));
        // Both in the list of libraries and among these a file would be there twice.
        files.keySet().removeAll(libraries.keySet());
        return new InitialRamFileSystem(init, BUSYBOX, libraries, files, Map.of());
    }

    private static List<String> command(Path linux, Path initrd, List<String> more, int port, String serial) {
        var line = new ArrayList<>(List.of(
                "console=ttyS0",
                "quiet",
                "loglevel=4",
                "panic=-1",
                "no_ipi_broadcast=1",
                "movablecore=1024M",
                "memmap=64M$" + RESERVED,
                "memmap=2M$" + HOLE,
                // Else Linux itself may lie in any block.
                "nokaslr"));
        line.addAll(more);
        var command = new ArrayList<>(List.of("qemu-system-x86_64"));
        command.addAll(List.of("-accel", "tcg,thread=multi", "-cpu", ProcessorModel.usual("tcg")));
        command.addAll(List.of("-display", "none", "-nodefaults", "-no-reboot"));
        command.addAll(List.of("-m", "1536M", "-smp", "4,sockets=2,cores=2,threads=1"));
        command.addAll(List.of("-object", "memory-backend-ram,id=m0,size=768M"));
        command.addAll(List.of("-object", "memory-backend-ram,id=m1,size=768M"));
        command.addAll(List.of("-numa", "node,nodeid=0,cpus=0-1,memdev=m0"));
        command.addAll(List.of("-numa", "node,nodeid=1,cpus=2-3,memdev=m1"));
        command.addAll(List.of("-kernel", linux.toString(), "-initrd", initrd.toString()));
        command.addAll(List.of("-append", String.join(" ", line), "-serial", serial));
        command.addAll(List.of("-netdev", "user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:" + port + "-10.0.2.15:22"));
        command.addAll(List.of("-device", "e1000,netdev=net"));
        return command;
    }

    private void drain() {
        try (var in = machine.getInputStream()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                said.append((char) next);
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    @Override
    public void close() {
        machine.destroyForcibly();
        try {
            machine.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        off.close();
    }
}

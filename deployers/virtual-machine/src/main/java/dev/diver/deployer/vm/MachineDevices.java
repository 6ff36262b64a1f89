package dev.diver.deployer.vm;

import dev.diver.core.dive.DiveRequest;
import dev.diver.core.kernel.KernelManifest.Boot;
import dev.diver.core.net.Net;
import dev.diver.qemu.QemuArguments;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The devices of a machine: disks, network, what the host hands through. */
final class MachineDevices {
    private final Net net;
    private final BootFiles images;
    private final VmOptions options;
    private final HostFacts host;
    private final QemuArguments argv;

    MachineDevices(DiveRequest request, VmOptions options, HostFacts host, QemuArguments argv) {
        net = request.net();
        images = new BootFiles(request);
        this.options = options;
        this.host = host;
        this.argv = argv;
    }

    void add(Boot boot, String machine) {
        var bus = machine.equals("microvm") ? "-device" : "-pci";
        for (var device : boot.devices()) {
            switch (device) {
                case PVPANIC -> argv.option("-device", "pvpanic");
                case VIRTIO_RNG -> argv.option("-device", "virtio-rng" + bus);
                // Those come with an image, a network or a console.
                case ISA_DEBUG_EXIT, VIRTIO_BLK, VIRTIO_NET, VIRTIO_SERIAL -> {}
            }
        }
        packageDisks(boot, bus);
        disks(bus);
        network("virtio-net" + bus + ",netdev=net0");
        options.passthrough().forEach(address -> {
            host.requireVfio(address);
            argv.option("-device", "vfio-pci,host=" + address);
        });
    }

    /** First of all disks: the kernel mounts the first that it finds. */
    private void packageDisks(Boot boot, String bus) {
        for (var i = 0; i < boot.disks().size(); i++) {
            var disk = images.disk(boot.disks().get(i));
            drive("package" + i, disk.file(), disk.format(), true, false);
            argv.option("-device", "virtio-blk" + bus + ",drive=package" + i);
        }
    }

    private void disks(String bus) {
        for (var i = 0; i < options.disks().size(); i++) {
            var disk = options.disks().get(i);
            var file = BootFiles.chosen(net, disk.file(), "Make it with qemu-img create.");
            drive("disk" + i, file, disk.format(), disk.snapshot(), disk.readOnly());
            argv.option("-device", "virtio-blk" + bus + ",drive=disk" + i);
        }
    }

    private void network(String device) {
        switch (options.network()) {
            case "user" -> {
                var forwards = options.ports().stream()
                        .map(port -> ",hostfwd=tcp:127.0.0.1:" + port.host() + "-:" + port.guest())
                        .collect(Collectors.joining());
                argv.option("-netdev", "user,id=net0" + forwards);
                argv.option("-device", device);
            }
            case "tap" -> {
                host.requireInterface(options.tap());
                argv.option("-netdev", "tap,id=net0,script=no,downscript=no,ifname=" + options.tap());
                argv.option("-device", device);
            }
            default -> {}
        }
    }

    /** A disk image that a device can be put on. */
    void drive(String id, Path file, String format, boolean snapshot, boolean readOnly) {
        argv.option(
                "-drive",
                "if=none,id=" + id + ",format=" + format + ",file=" + QemuArguments.escaped(file.toString())
                        + (snapshot && !readOnly ? ",snapshot=on" : "") + (readOnly ? ",readonly=on" : ""));
    }
}

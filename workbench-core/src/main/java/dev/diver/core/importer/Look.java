package dev.diver.core.importer;

import dev.diver.core.disk.DiskImage;
import dev.diver.core.disk.DiskStart;
import dev.diver.core.importer.KernelImporter.Marker;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipException;

/**
 * What the bytes of one image say.
 *
 * @param seen what a machine would see of it: of a disk image the disk's beginning
 */
record Look(List<Marker> markers, KernelBytes seen) {
    private static final int OF_A_DISK = 1 << 20;

    static Look at(Path image) throws IOException {
        try {
            var bytes = KernelBytes.read(image);
            if (bytes.packed() || !DiskImage.isQcow2(image)) {
                return new Look(BootDetector.markers(bytes), bytes);
            }
            var disk = DiskImage.of(image, "qcow2");
            var start = DiskStart.read(disk, OF_A_DISK);
            return new Look(BootDetector.markers(bytes), new KernelBytes(start, disk.size(), false));
        } catch (ZipException | EOFException e) {
            throw new IOException("it begins as gzip and cannot be unpacked", e);
        }
    }

    boolean fits(Neighbour.When when) {
        return when.markers().stream().allMatch(this::has)
                && when.at().entrySet().stream().allMatch(text -> seen.has(text.getKey(), text.getValue()))
                && when.text().stream().allMatch(seen::contains);
    }

    /** @param wanted a name, or {@code name:detail} */
    private boolean has(String wanted) {
        return markers.stream()
                .anyMatch(marker ->
                        marker.name().equals(wanted) || (marker.name() + ":" + marker.detail()).equals(wanted));
    }
}

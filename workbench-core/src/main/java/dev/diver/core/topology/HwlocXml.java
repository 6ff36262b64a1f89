package dev.diver.core.topology;

import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;

/**
 * A machine as {@code lstopo machine.xml} writes it: the XML of hwloc 2.x and 3.x (hwloc2.dtd of hwloc's sources). It
 * says nothing of where memory lies. Nothing outside of the file is read, whatever it refers to. Thread-safe.
 */
public final class HwlocXml {
    /** Bytes: ten times what hwloc writes of a machine with 1024 cores and all their devices. */
    public static final int LIMIT = 32 << 20;

    private HwlocXml() {}

    /** Errors name the file as it is given here. */
    public static Topology read(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                // A pipe or a device may never end.
                throw Refused.invalid(file + " is not a file.", "", "Name what lstopo has written.");
            }
            try (var in = Files.newInputStream(file)) {
                return read(in.readNBytes(LIMIT + 1), String.valueOf(file));
            }
        } catch (NoSuchFileException e) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "There is no file " + file + ".",
                    "",
                    "lstopo " + file + " writes it on the machine that it is to describe.");
        } catch (IOException e) {
            throw new DiverException(
                    new Problem(Problem.Kind.FAILED, file + " cannot be read.", String.valueOf(e.getMessage()), ""), e);
        }
    }

    /** @param origin names the file in errors, and the machine */
    public static Topology read(byte[] xml, String origin) {
        if (xml.length > LIMIT) {
            throw Refused.invalid(
                    origin + " is too large for a machine's description.",
                    "It has more than " + LIMIT + " bytes.",
                    "lstopo --no-io writes a smaller one.");
        }
        try {
            var reader = factory().createXMLStreamReader(new ByteArrayInputStream(xml));
            try {
                return new HwlocReader(reader, origin).topology();
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            var at = e.getLocation();
            throw new DiverException(
                    new Problem(
                            Problem.Kind.DAMAGED,
                            origin + " is not XML as hwloc writes it.",
                            at == null ? "" : "Line " + at.getLineNumber() + " cannot be read.",
                            "Write it again with lstopo of hwloc 2."),
                    e);
        }
    }

    /** The JDK's own, and deaf to document types: each file of hwloc names one, and none is needed. */
    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        // A number must not be cut where the parser's buffer ends.
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of the file is read");
        });
        return factory;
    }
}

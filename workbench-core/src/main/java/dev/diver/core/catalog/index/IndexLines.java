package dev.diver.core.catalog.index;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Shards and deltas as files: gzip of JSON lines, bounded however small it is packed. Thread-safe. */
final class IndexLines {
    private static final int BUFFER = 1 << 16;

    private final ObjectReader reader;
    private final ObjectWriter writer;

    IndexLines() {
        var mapper = JsonMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                // The same packages are the same bytes, or every shard would be transferred each time.
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
        reader = mapper.readerFor(IndexLine.class);
        writer = mapper.writerFor(IndexLine.class);
    }

    /** Gets each line. */
    interface Taker {
        void take(IndexLine line) throws IOException;
    }

    /** Gets each line as it is written. */
    interface TextTaker {
        void take(byte[] line) throws IOException;
    }

    void read(Path file, int mostLines, Taker taker) throws IOException {
        readTexts(file, mostLines, line -> taker.take(parse(line)));
    }

    IndexLine parse(byte[] line) {
        try {
            IndexLine parsed = reader.readValue(line);
            if (parsed != null) {
                return parsed;
            }
        } catch (IOException e) {
            throw IndexLine.damaged("A line of it is no JSON object.");
        }
        throw IndexLine.damaged("A line of it is empty.");
    }

    void readTexts(Path file, int mostLines, TextTaker taker) throws IOException {
        try (var in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file), BUFFER), BUFFER)) {
            var total = 0L;
            var lines = 0;
            for (var line = line(in); line != null; line = line(in)) {
                total += line.length;
                lines++;
                if (lines > mostLines || total > IndexLimits.UNPACKED) {
                    throw IndexLine.damaged("A part of it holds more than " + mostLines + " packages or "
                            + IndexLimits.UNPACKED + " bytes.");
                }
                taker.take(line);
            }
        } catch (java.util.zip.ZipException | java.io.EOFException e) {
            throw IndexLine.damaged("A part of it cannot be unpacked: " + e.getMessage() + ".");
        }
    }

    /** Null at the end. */
    private static byte[] line(InputStream in) throws IOException {
        var first = in.read();
        if (first < 0) {
            return null;
        }
        var line = new ByteArrayOutputStream(IndexLimits.LINE / 16);
        for (var at = first; at != '\n'; at = in.read()) {
            if (at < 0) {
                throw IndexLine.damaged("Its last line has no end.");
            }
            if (line.size() == IndexLimits.LINE) {
                throw IndexLine.damaged("A line of it has more than " + IndexLimits.LINE + " bytes.");
            }
            line.write(at);
        }
        return line.toByteArray();
    }

    byte[] text(IndexLine line) throws IOException {
        var text = writer.writeValueAsBytes(line);
        if (text.length > IndexLimits.LINE) {
            throw new IOException("the line of " + line.reference() + " would have " + text.length + " bytes");
        }
        return text;
    }

    void write(OutputStream out, Iterable<byte[]> lines) throws IOException {
        try (var packed = new GZIPOutputStream(out, BUFFER)) {
            for (var line : lines) {
                packed.write(line);
                packed.write("\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}

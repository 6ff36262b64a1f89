package dev.diver.core.syscall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** Traces as JSON: for other programs, and with histograms and time line for the file of a run. */
public final class SyscallJson {
    static final int VERSION = 2;
    private static final int PERCENT_90 = 90;
    private static final int PERCENT_99 = 99;
    private static final int PERCENT_50 = 50;

    private SyscallJson() {}

    /** The {@code syscalls} object that {@code diver dive --json} and {@code diver run syscalls --json} print. */
    public static ObjectNode summary(SyscallTrace trace) {
        var statistics = trace.statistics();
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("total", statistics.total())
                .put("forwarded", statistics.forwarded())
                .put("local", statistics.local())
                .put("unsupported", statistics.unsupported())
                .put("errors", statistics.errors())
                .put("durationMs", trace.durationMillis())
                .put("complete", trace.complete())
                .put("localFaults", statistics.localFaults())
                .put("remoteFaults", statistics.remoteFaults())
                .put("doorbells", statistics.doorbells())
                .put("sleeps", statistics.sleeps());
        var calls = node.putObject("calls");
        for (var call : statistics.calls()) {
            calls.set(call.name(), call(call));
        }
        statistics.crash().ifPresent(crash -> node.set("crash", crash(crash)));
        return node;
    }

    private static ObjectNode call(CallStatistics call) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("number", call.number())
                .put("count", call.count())
                .put("forwarded", call.forwarded())
                .put("errors", call.errors())
                .put("unsupported", call.unsupported());
        times(node, call.all()).put("forwardedNs", call.forwardedNanos());
        var by = node.putObject("by");
        for (var served : Served.values()) {
            var calls = call.by(served);
            if (calls.count() > 0) {
                times(by.putObject(served.word()).put("count", calls.count()).put("errors", calls.errors()), calls);
            }
        }
        return node;
    }

    private static ObjectNode times(ObjectNode node, ServedCalls calls) {
        calls.percentile(PERCENT_50).ifPresent(nanos -> node.put("p50Ns", nanos));
        calls.percentile(PERCENT_90).ifPresent(nanos -> node.put("p90Ns", nanos));
        calls.percentile(PERCENT_99).ifPresent(nanos -> node.put("p99Ns", nanos));
        return node.put("maxNs", calls.longestNanos()).put("totalNs", calls.totalNanos());
    }

    /** What {@code diver run compare --json} prints: each call's numbers of all runs, and how they differ from the first. */
    public static ObjectNode comparison(SyscallComparison comparison) {
        var node = JsonNodeFactory.instance.objectNode();
        var runs = node.putArray("runs");
        comparison.runs().forEach(runs::add);
        var calls = node.putObject("calls");
        for (var row : comparison.rows()) {
            var call = calls.putObject(row.name());
            var of = call.putArray("runs");
            row.calls()
                    .forEach(one -> of.add(one.map(SyscallJson::call)
                            .orElseGet(
                                    () -> JsonNodeFactory.instance.objectNode().put("count", 0))));
            var difference = call.putObject("difference");
            put(difference, "count", row.differences(CallStatistics::count), Long::longValue);
            put(difference, "forwarded", row.differences(CallStatistics::forwarded), Long::longValue);
            put(difference, "totalNs", row.differences(CallStatistics::totalNanos), Long::longValue);
        }
        return node;
    }

    private static ObjectNode crash(CokernelCrash crash) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("reason", crash.reason())
                .put("vector", crash.vector())
                .put("error", hex(crash.error()))
                .put("address", hex(crash.address()))
                .put("rip", hex(crash.rip()))
                .put("rsp", hex(crash.rsp()))
                .put("rflags", hex(crash.rflags()))
                .put("cr3", hex(crash.cr3()));
        var registers = node.putArray("registers");
        crash.registers().forEach(value -> registers.add(hex(value)));
        var backtrace = node.putArray("backtrace");
        crash.backtrace().forEach(value -> backtrace.add(hex(value)));
        return node;
    }

    private static String hex(long value) {
        return "0x" + Long.toHexString(value);
    }

    /** The summary, each histogram in HdrHistogram's compressed encoding, and the time line. */
    public static ObjectNode full(SyscallTrace trace) {
        var node = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        node.setAll(summary(trace));
        var calls = node.withObject("/calls");
        for (var call : trace.statistics().calls()) {
            for (var served : Served.values()) {
                var latencies = call.by(served).latencies();
                if (latencies.count() > 0) {
                    calls.withObject("/" + call.name() + "/by/" + served.word())
                            .put("histogram", HistogramText.encode(latencies));
                }
            }
        }
        var series = node.putObject("series");
        var samples = trace.series().samples();
        put(series, "atMs", samples, SyscallSeries.Sample::atMillis);
        put(series, "total", samples, SyscallSeries.Sample::total);
        put(series, "forwarded", samples, SyscallSeries.Sample::forwarded);
        return node;
    }

    private static <T> void put(ObjectNode node, String key, List<T> items, ToLongFunction<T> value) {
        var array = node.putArray(key);
        items.forEach(item -> array.add(value.applyAsLong(item)));
    }

    /** The inverse of {@link #full}. @throws IllegalArgumentException where it is none, with the reason */
    static SyscallTrace parse(JsonNode node) {
        if (number(node, "version") != VERSION) {
            throw new IllegalArgumentException(
                    "it is of version " + node.path("version").asText() + ", known is " + VERSION);
        }
        var calls = new ArrayList<CallStatistics>();
        for (var entry : node.path("calls").properties()) {
            calls.add(parseCall(entry.getKey(), entry.getValue()));
        }
        var statistics = new SyscallStatistics(
                calls,
                number(node, "localFaults"),
                number(node, "remoteFaults"),
                number(node, "doorbells"),
                number(node, "sleeps"),
                node.has("crash") ? Optional.of(parseCrash(node.path("crash"))) : Optional.empty());
        return new SyscallTrace(
                statistics,
                parseSeries(node.path("series")),
                number(node, "durationMs"),
                node.path("complete").asBoolean());
    }

    private static CallStatistics parseCall(String name, JsonNode call) {
        var number = (int) number(call, "number");
        if (SyscallNames.number(name).orElse(-1) != number) {
            throw new IllegalArgumentException("the call " + number + " is not called \"" + name + "\"");
        }
        return CallStatistics.of(number, served -> parseServed(call.path("by").path(served.word())));
    }

    private static ServedCalls parseServed(JsonNode calls) {
        return calls.isMissingNode()
                ? ServedCalls.NONE
                : new ServedCalls(
                        number(calls, "count"),
                        number(calls, "errors"),
                        number(calls, "totalNs"),
                        number(calls, "maxNs"),
                        calls.has("histogram")
                                ? HistogramText.decode(calls.path("histogram").asText())
                                : LatencyHistogram.EMPTY);
    }

    private static SyscallSeries parseSeries(JsonNode series) {
        var at = series.path("atMs");
        var samples = new ArrayList<SyscallSeries.Sample>();
        for (var i = 0; i < at.size(); i++) {
            samples.add(new SyscallSeries.Sample(
                    at.path(i).asLong(-1),
                    series.path("total").path(i).asLong(-1),
                    series.path("forwarded").path(i).asLong(-1)));
        }
        return new SyscallSeries(samples);
    }

    private static CokernelCrash parseCrash(JsonNode crash) {
        return new CokernelCrash(
                number(crash, "vector"),
                unhex(crash.path("error")),
                unhex(crash.path("address")),
                unhex(crash.path("rip")),
                unhex(crash.path("rsp")),
                unhex(crash.path("rflags")),
                unhex(crash.path("cr3")),
                unhexAll(crash.path("registers")),
                unhexAll(crash.path("backtrace")),
                crash.path("reason").asText());
    }

    private static List<Long> unhexAll(JsonNode array) {
        var list = new ArrayList<Long>();
        array.forEach(value -> list.add(unhex(value)));
        return list;
    }

    private static long unhex(JsonNode value) {
        var text = value.asText();
        if (!text.matches("0x[0-9a-f]{1,16}")) {
            throw new IllegalArgumentException("\"" + text + "\" is no hexadecimal number");
        }
        return Long.parseUnsignedLong(text.substring(2), 16);
    }

    private static long number(JsonNode node, String key) {
        var value = node.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException("\"" + key + "\" is no whole number");
        }
        return value.asLong();
    }
}

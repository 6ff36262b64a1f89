package dev.diver.app.command;

import dev.diver.core.Engine;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.Facet;
import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.Registries.Known;
import dev.diver.core.catalog.SizeClass;
import dev.diver.core.kernel.BootProtocol;
import dev.diver.core.kernel.Mode;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What a search is narrowed by. Of an option that is repeated any value will do; only tags must all be there. */
final class SearchFilters {
    private static final String EMBEDDED = "embedded";

    @Option(names = "--tag", paramLabel = "TAG", description = "Only what has this tag; repeat for more.")
    private List<String> tags = List.of();

    @Option(names = "--family", paramLabel = "FAMILY", description = "Only this family, such as linux.")
    private List<String> families = List.of();

    @Option(names = "--mode", paramLabel = "MODE", description = "Only what can dive in this mode.")
    private Optional<Mode> mode = Optional.empty();

    @Option(names = "--arch", paramLabel = "ARCH", description = "Only this architecture, such as amd64.")
    private List<String> architectures = List.of();

    @Option(names = "--licence", paramLabel = "LICENCE", description = "Only this licence, such as Apache-2.0.")
    private List<String> licences = List.of();

    @Option(names = "--boot", paramLabel = "PROTOCOL", description = "Only what boots by this, such as pvh.")
    private List<String> protocols = List.of();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description =
                    "Only this much to download: tiny (up to 1 MiB), small (10), medium (100), large (1024), huge.")
    private List<String> sizes = List.of();

    @Option(names = "--signed", description = "Only what some key has signed, as its catalog says.")
    private boolean signed;

    @Option(names = "--signed-by", paramLabel = "KEY", description = "Only what this key of the ring has signed.")
    private List<String> signers = List.of();

    @Option(names = "--tested", paramLabel = "VMM", description = "Only what was run on this, such as qemu.")
    private List<String> vmms = List.of();

    @Option(names = "--tested-here", description = "Only what was pulled and ended well in a dive of yours.")
    private boolean testedHere;

    @Option(names = "--works-here", description = "Only what this machine can run.")
    private boolean worksHere;

    @Option(names = "--pulled", description = "Only what is on this machine.")
    private boolean pulled;

    @Option(names = "--catalog", paramLabel = "NAME", description = "Only this catalog; embedded is Diver's own.")
    private List<String> catalogs = List.of();

    /** What nets do not have would find all of them, or none, and say nothing. */
    void requireForNets() {
        var asked = new LinkedHashMap<String, Boolean>();
        asked.put("--licence", !licences.isEmpty());
        asked.put("--tested", !vmms.isEmpty());
        asked.put("--tested-here", testedHere);
        asked.put("--pulled", pulled);
        asked.forEach((option, isAsked) -> {
            if (isAsked) {
                throw new DiverException(
                        Problem.Kind.INVALID,
                        option + " is for kernels, and --nets lists nets.",
                        "A net has no licence that its catalog knows, is not booted when it is published, and is taken"
                                + " into a folder of its own.",
                        "Leave one of them out.");
            }
        });
    }

    CatalogQuery query(String words, int limit, Engine engine) {
        var query = new CatalogQuery(
                words,
                tags,
                families,
                licences,
                mode,
                others(engine),
                worksHere ? Optional.of(engine.doctor().ability()) : Optional.empty(),
                pulled,
                limit);
        return testedHere ? query.thatRanHere() : query;
    }

    private Map<Facet, List<String>> others(Engine engine) {
        var others = new EnumMap<Facet, List<String>>(Facet.class);
        put(others, Facet.ARCHITECTURE, architectures);
        put(
                others,
                Facet.BOOT,
                known(
                        "boot protocol",
                        protocols,
                        Arrays.stream(BootProtocol.values()).map(Words::of)));
        put(
                others,
                Facet.SIZE,
                known("size", sizes, Arrays.stream(SizeClass.values()).map(Words::of)).stream()
                        .map(size -> SizeClass.valueOf(size.toUpperCase(java.util.Locale.ROOT))
                                .word())
                        .toList());
        put(others, Facet.TESTED, vmms);
        put(
                others,
                Facet.CATALOG,
                known("catalog", catalogs, names(engine)).stream()
                        .map(name -> name.equals(EMBEDDED) ? "" : name)
                        .toList());
        put(others, Facet.SIGNED, signers.stream().map(name -> id(name, engine)).toList());
        if (signed && signers.isEmpty()) {
            others.put(Facet.SIGNED, CatalogQuery.ANY);
        }
        return others;
    }

    private static Stream<String> names(Engine engine) {
        return Stream.concat(
                Stream.of(EMBEDDED), engine.registries().list().stream().map(Known::name));
    }

    private static void put(Map<Facet, List<String>> others, Facet facet, List<String> values) {
        if (!values.isEmpty()) {
            others.put(facet, values);
        }
    }

    /** One that is mistyped would find nothing, and say nothing. */
    private static List<String> known(String what, List<String> values, Stream<String> all) {
        var known = all.toList();
        values.stream().filter(value -> !known.contains(value)).findFirst().ifPresent(value -> {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "There is no " + what + " \"" + value + "\".",
                    "",
                    Nearest.hint(value, known));
        });
        return values;
    }

    /** Of a key of the ring, or the id itself. */
    private static String id(String name, Engine engine) {
        return engine.keys().list().stream()
                .filter(key -> key.name().equals(name))
                .map(KnownKey::id)
                .findFirst()
                .or(() -> Optional.of(name).filter(text -> text.matches("[0-9A-Fa-f]{16}")))
                .orElseThrow(() -> new DiverException(
                        Problem.Kind.NOT_FOUND,
                        "There is no key " + name + ".",
                        "",
                        "diver key list shows which there are; a key's number of 16 digits is taken too."));
    }
}

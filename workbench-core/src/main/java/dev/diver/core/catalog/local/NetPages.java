package dev.diver.core.catalog.local;

import dev.diver.core.catalog.CatalogAddresses;
import dev.diver.core.catalog.CatalogQuery;
import dev.diver.core.catalog.NetDetails;
import dev.diver.core.catalog.NetEntry;
import dev.diver.core.catalog.NetSearchResult;
import dev.diver.core.catalog.VersionOrder;
import dev.diver.core.catalog.packaging.IndexAnnotations;
import dev.diver.core.catalog.packaging.NetAnnotations;
import dev.diver.core.catalog.remote.RegistryNets;
import dev.diver.core.catalog.remote.RegistryPackages;
import dev.diver.core.catalog.remote.RemotePackage;
import dev.diver.core.catalog.remote.Testimony;
import dev.diver.core.catalog.remote.YankJudge;
import dev.diver.core.catalog.search.CatalogIndex;
import dev.diver.core.catalog.trust.CatalogTrust;
import dev.diver.core.job.Cancellation;
import dev.diver.core.kernel.KernelReference;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Published nets, found in the index and shown as their registry has them. Thread-safe; blocking. */
final class NetPages {
    private static final Comparator<NetEntry> NEWEST_FIRST =
            Comparator.comparing(NetEntry::version, new VersionOrder()).reversed();

    private final CatalogIndex index;
    private final RegistryNets nets;
    private final Testimony testimony;
    private final YankJudge yanks;
    private final CatalogAddresses addresses;

    NetPages(CatalogIndex index, RegistryPackages packages, CatalogTrust trust) {
        this.index = index;
        nets = new RegistryNets(packages);
        testimony = new Testimony(packages, trust);
        yanks = new YankJudge(packages, trust);
        addresses = packages.addresses();
    }

    NetSearchResult search(CatalogQuery query) {
        var found = index.nets(query);
        return new NetSearchResult(found.entries().stream().map(this::named).toList(), found.total(), found.counts());
    }

    NetDetails page(KernelReference reference, Cancellation cancellation) {
        var found = nets.find(reference, cancellation);
        var vouched = testimony.vouched(found, testimony.look(found, cancellation));
        var entry = named(NetAnnotations.entry(found.descriptor()).orElseThrow());
        return new NetDetails(
                entry,
                versions(found, entry),
                vouched,
                yanks.judge(found, cancellation).reason());
    }

    private List<NetEntry> versions(RemotePackage found, NetEntry entry) {
        var others = index.netsNamed(found.catalog().name(), found.repository()).stream()
                .filter(one -> !IndexAnnotations.isYanked(one))
                .flatMap(one -> NetAnnotations.entry(one).stream())
                .filter(one -> !one.ref().equals(entry.ref()));
        return Stream.concat(Stream.of(entry), others).sorted(NEWEST_FIRST).toList();
    }

    /** What the publisher calls the kernel's catalog is an address; a person has a name for it, perhaps. */
    private NetEntry named(NetEntry entry) {
        return entry.on(entry.kernel()
                .map(kernel -> kernel.catalog().isEmpty() ? kernel : kernel.in(addresses.name(kernel.catalog(), ""))));
    }
}

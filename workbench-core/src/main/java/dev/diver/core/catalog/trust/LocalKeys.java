package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.KnownKey;
import dev.diver.core.catalog.SigningKeys;
import dev.diver.core.catalog.trust.minisign.PublicKey;
import dev.diver.core.home.DiverHome;
import dev.diver.core.problem.DiverException;
import dev.diver.core.problem.Nearest;
import dev.diver.core.problem.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** The ring of this machine's user. */
public final class LocalKeys implements SigningKeys {
    private final KeyFolder folder;
    private final SecretKeys secrets;
    private final Statements statements;
    private final Clock clock;

    public LocalKeys(DiverHome home, SecretKeys secrets, Clock clock) {
        folder = new KeyFolder(home);
        this.secrets = secrets;
        statements = new Statements(folder);
        this.clock = clock;
    }

    @Override
    public List<KnownKey> list() {
        var reading = folder.read();
        return reading.ring().keys().stream().map(key -> known(reading, key)).toList();
    }

    private KnownKey known(KeyFolder.Reading reading, NamedKey key) {
        return new KnownKey(
                key.name(),
                key.key().id().toString(),
                key.key().text(),
                secrets.kind(key.name()),
                reading.state().pinning(key.key().id()),
                reading.ring()
                        .revocation(key.key())
                        .map(revoked -> new KnownKey.Revoked(revoked.since(), revoked.reason())));
    }

    @Override
    public List<String> broken() {
        return folder.read().broken();
    }

    @Override
    public KnownKey create(String name, Optional<char[]> password) {
        return folder.changing(() -> {
            requireFree(name);
            try (var key = secrets.create(name, password)) {
                folder.write(name, key.publicKey());
            }
            return known(folder.read(), find(name));
        });
    }

    private void requireFree(String name) {
        if (!KeyFolder.isName(name)) {
            throw new DiverException(
                    Problem.Kind.INVALID,
                    "\"" + name + "\" is no name for a key.",
                    "",
                    "Use letters, digits, . _ and -; the first is a letter or a digit.");
        }
        if (Files.exists(folder.file(name)) || secrets.exists(name)) {
            throw new DiverException(
                    Problem.Kind.IN_USE,
                    "There is a key " + name + " already.",
                    Files.exists(folder.file(name)) ? "" : "Its secret part is " + secrets.file(name) + ".",
                    "Choose another name, or remove that one: diver key remove " + name + ".");
        }
    }

    private NamedKey find(String name) {
        var ring = folder.read().ring();
        return ring.find(name).orElseThrow(() -> {
            var names = ring.keys().stream().map(NamedKey::name).toList();
            return new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "There is no key " + name + ".",
                    names.isEmpty() ? "There are no keys yet." : Nearest.hint(name, names),
                    "diver key new NAME makes one, diver key add FILE takes another's.");
        });
    }

    @Override
    public String add(String source, Optional<String> name, List<String> catalogs) {
        var file = file(source);
        var text = file.map(found -> SmallFile.read(found, SignedText.LIMIT)).orElse(source);
        if (SignedText.isOne(text)) {
            return statements.take(text);
        }
        if (file.isEmpty() && !source.startsWith("RW")) {
            throw new DiverException(
                    Problem.Kind.NOT_FOUND,
                    "There is no file " + source + ", and it is no key either.",
                    "",
                    "Give a file that minisign -G made (NAME.pub), or its second line, which begins with RW.");
        }
        var key = PublicKey.parse(text);
        return folder.changing(() -> add(key, wished(key, name, file), name.isPresent(), catalogs));
    }

    private static Optional<Path> file(String source) {
        try {
            return Optional.of(Path.of(source)).filter(Files::exists);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private String wished(PublicKey key, Optional<String> name, Optional<Path> file) {
        return name.or(() -> file.map(
                        found -> folder.freeName(found.getFileName().toString().replaceAll("\\.pub$", ""))))
                .orElseGet(() -> folder.freeName(key.id().toString()));
    }

    private String add(PublicKey key, String name, boolean named, List<String> catalogs) {
        var reading = folder.read();
        var there = reading.ring().find(key.id());
        if (there.isPresent() && !there.get().key().equals(key)) {
            throw Statements.sameNumber(there.get());
        }
        reading.ring().revocation(key).ifPresent(revoked -> {
            throw new DiverException(
                    Problem.Kind.UNTRUSTED,
                    "The key " + key.id() + " was revoked.",
                    "Revoked on " + revoked.since() + ": " + revoked.reason(),
                    "Ask its owner for the present one.");
        });
        var kept = there.filter(found -> !named || found.name().equals(name)).map(NamedKey::name);
        if (kept.isEmpty()) {
            requireFree(name);
            folder.write(name, key);
        }
        var state = reading.state();
        for (var catalog : catalogs) {
            state = state.with(catalog, reading.policy(catalog).pinning(key.id()));
        }
        if (!catalogs.isEmpty()) {
            folder.write(state);
        }
        return kept.map(known -> known + " (" + key.id() + ") is in the ring already")
                        .orElse(name + " (" + key.id() + ") is in the ring")
                + (catalogs.isEmpty() ? "." : ", and trusted for " + String.join(", ", catalogs) + ".");
    }

    @Override
    public String afterUnpinning(String name, String catalog) {
        return Unpinning.of(folder.read(), find(name), catalog).words();
    }

    @Override
    public void unpin(String name, String catalog) {
        folder.changing(() -> {
            var reading = folder.read();
            var left = Unpinning.of(reading, find(name), catalog).left();
            folder.write(reading.state().with(catalog, left));
            return left;
        });
    }

    @Override
    public void remove(String name, boolean withSecret) {
        folder.changing(() -> {
            var key = find(name);
            if (secrets.exists(name) && !withSecret) {
                throw new DiverException(
                        Problem.Kind.IN_USE,
                        "You sign with " + name + ".",
                        "Removing it removes " + secrets.file(name) + ", which nobody can bring back.",
                        "If you mean it: diver key remove " + name + " --with-secret.");
            }
            folder.write(folder.read().state().without(key.key().id()));
            folder.delete(name);
            secrets.delete(name);
            return name;
        });
    }

    @Override
    public Optional<String> revoke(String name, String reason, Optional<String> by, Passwords passwords) {
        var key = find(name).key();
        if (by.isPresent()) {
            try (var secret = secrets.open(by.get(), passwords)) {
                var statement = Revocation.make(key, secret, reason, clock.instant());
                statements.take(statement);
                return Optional.of(statement.text());
            }
        }
        return folder.changing(() -> {
            if (folder.read().ring().isGood(key)) {
                var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
                folder.revoke(new Revoked(key.id(), Optional.of(key), today, reason));
            }
            return Optional.empty();
        });
    }

    @Override
    public String rotate(String from, String to, Passwords passwords) {
        find(from);
        find(to);
        try (var before = secrets.open(from, passwords);
                var after = secrets.open(to, passwords)) {
            var statement = Succession.make(before, after, clock.instant());
            statements.take(statement);
            return statement.text();
        }
    }

    @Override
    public Policy policy(String catalog) {
        var policy = folder.read().policy(catalog);
        return new Policy(policy.mode(), policy.firstUse());
    }

    @Override
    public void setPolicy(String catalog, Policy policy) {
        folder.changing(() -> {
            var reading = folder.read();
            var changed = reading.policy(catalog).with(policy.mode()).withFirstUse(policy.firstUse());
            folder.write(reading.state().with(catalog, changed));
            return changed;
        });
    }
}

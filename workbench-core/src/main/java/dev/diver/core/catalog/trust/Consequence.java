package dev.diver.core.catalog.trust;

import dev.diver.core.catalog.TrustMode;
import dev.diver.core.catalog.trust.minisign.KeyId;
import dev.diver.core.problem.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** What a verdict means for the package that it is about. */
public sealed interface Consequence {

    /** @param words what a person may be told, one sentence */
    record GoOn(String words) implements Consequence {}

    /** It is taken; the person is told. */
    record Warn(Problem problem) implements Consequence {}

    /** Nothing of it is unpacked. */
    record Refuse(Problem problem) implements Consequence {}

    /** @param what such as {@code snorkel:0.2.0} */
    static Consequence of(Verdict verdict, TrustMode mode, String catalog, String what) {
        return switch (verdict) {
            case Verdict.Unchecked none -> new GoOn("Signatures of " + catalog + " are not looked at.");
            case Verdict.Trusted trusted ->
                new GoOn(what + " is signed by " + trusted.key().name() + " ("
                        + trusted.key().key().id() + ").");
            case Verdict.Followed followed ->
                new GoOn(what + " is signed by " + followed.key().id() + ", which follows "
                        + followed.pinned().name() + " by its own word; it is trusted for " + catalog
                        + " from now on.");
            case Verdict.FirstUse first ->
                new GoOn(what + " is signed by " + first.key().id() + ", the first key seen of " + catalog
                        + "; from now on, only it is trusted there.");
            case Verdict.Unsigned none ->
                soft(
                        mode,
                        what + " of " + catalog + " is not signed.",
                        "Nobody vouches that it is what its publisher made.",
                        "Ask its publisher to sign it.");
            case Verdict.UnknownKey unknown ->
                soft(
                        mode,
                        what + " is signed, but by no key that is trusted for " + catalog + ".",
                        "Signed by " + ids(unknown.keys()) + ".",
                        "Get the publisher's key from another place than the registry, then: diver key add FILE --catalog "
                                + catalog + ".");
            case Verdict.RevokedKey revoked ->
                new Refuse(new Problem(
                        Problem.Kind.UNTRUSTED,
                        what + " is signed by " + revoked.name() + ", which was revoked.",
                        "Revoked on " + revoked.revoked().since() + ": "
                                + revoked.revoked().reason(),
                        "Take a version that was signed with another key; the publisher knows which."));
            case Verdict.Wrong wrong ->
                new Refuse(new Problem(
                        Problem.Kind.UNTRUSTED,
                        "The signature of " + what + " is wrong.",
                        wrong.why().stream().limit(3).collect(Collectors.joining(" ")),
                        "It was changed, or damaged on its way: do not use it, and tell who runs " + catalog + "."));
        };
    }

    /** Of a package that is signed well, though by another key than its name was before. */
    static Consequence ofTakenName(TrustMode mode, String what, KeyId owner, KeyId key) {
        return soft(
                mode,
                what + " is signed by " + key + ", and its name was " + owner + "'s until now.",
                "Both may be trusted there; but one has taken the other's name, or was given it without a word.",
                "Ask the publisher of the earlier versions, who can let that key be followed by this one (diver key rotate).");
    }

    private static Consequence soft(TrustMode mode, String what, String why, String remedy) {
        var problem = new Problem(Problem.Kind.UNTRUSTED, what, why, remedy);
        return mode == TrustMode.REQUIRE ? new Refuse(problem) : new Warn(problem);
    }

    private static String ids(List<KeyId> keys) {
        return keys.stream().limit(5).map(KeyId::toString).collect(Collectors.joining(", "))
                + (keys.size() > 5 ? " and others" : "");
    }
}

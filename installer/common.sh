# Shared by installer/diver, installer/check and installer/bench; sourced, never run.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '%s\n' "$*" >&2; }

# Prints the home of a JDK 25 or newer: JAVA_HOME, then java on PATH, then the standard places.
find_jdk() {
    local home candidates=()
    [ -n "${JAVA_HOME:-}" ] && candidates+=("$JAVA_HOME")
    command -v javac >/dev/null && candidates+=("$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")")
    candidates+=(/usr/lib/jvm/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*)
    for home in "${candidates[@]}"; do
        [ -x "$home/bin/javac" ] || continue
        [ "$(jdk_version "$home")" -ge 25 ] && { printf '%s\n' "$home"; return 0; }
    done
    return 1
}

# The feature version of a JDK home, 0 where it does not say.
jdk_version() {
    local version
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
    printf '%s\n' "${version:-0}"
}

need_jdk() {
    JAVA_HOME=$(find_jdk) || {
        say "Diver needs JDK 25 or newer, and none was found in JAVA_HOME, on PATH, or below /usr/lib/jvm."
        say "Install one (Eclipse Temurin 25, or Debian's openjdk-25-jdk where it exists), or set JAVA_HOME to it."
        exit 127
    }
    export JAVA_HOME
}

# Prints the packages of the list that are not installed. $1: "use" for building and using the program, "all" for the tests too,
# "package" for packing it.
missing_packages() {
    local package kind rest
    while read -r package kind rest; do
        case "$package" in '' | '#'*) continue ;; esac
        case "$1:$kind" in use:test | use:package | package:test | all:package) continue ;; esac
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || printf '%s\n' "$package"
    done <"$root/installer/packages.txt"
}

# Installs what is missing. $1: "use", "all" or "package". $2: "ask" or "yes".
need_packages() {
    local missing answer sudo=()
    mapfile -t missing < <(missing_packages "$1")
    [ ${#missing[@]} -eq 0 ] && return 0
    say "Diver needs these Debian packages: ${missing[*]}"
    if [ "$2" = ask ] && [ -t 0 ] && [ -t 2 ]; then
        read -r -p "Install them now? [Y/n] " answer
        case "$answer" in [nN]*) say "Install them with: apt-get install ${missing[*]}"; exit 127 ;; esac
    fi
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || { say "Run as root: apt-get install ${missing[*]}"; exit 127; }
        sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update -q >&2 || true
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -q --no-install-recommends "${missing[@]}" >&2 || {
        say "apt-get could not install them; its messages above say why."
        exit 127
    }
}

app="$root/workbench-app/target/app"

# Builds the program where it is missing or older than a source.
build_once() {
    local stamp="$app/built" changed
    if [ -e "$stamp" ]; then
        changed=$(find "$root/pom.xml" "$root/workbench-core" "$root/deployers" "$root/serial-console" "$root/workbench-app" \
            \( -name target -o -path '*/src/test' \) -prune -o -type f -newer "$stamp" -print -quit)
        [ -z "$changed" ] && return 0
    fi
    say "Building Diver (once, and again when its sources change) ..."
    local log
    log=$(mktemp)
    if ! (cd "$root" && rm -rf "$app" && mvn -q -DskipTests package) >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        say "The build failed; its messages above say why."
        exit 125
    fi
    rm -f "$log"
    make_cache
    touch "$stamp"
}

# An ahead-of-time cache (JEP 483, 514) of what a start needs: the JVM then starts in about half the time. Without it all
# works as well, so a failure is no error.
make_cache() {
    local home
    home=$(mktemp -d)
    DIVER_HOME="$home" DIVER_TRAINING=window timeout 120 "$JAVA_HOME/bin/java" -XX:AOTCacheOutput="$app/diver.aot" \
        "${java_options[@]}" -Dglass.platform=Headless -cp "$app/lib/*" dev.diver.app.Main >/dev/null 2>&1 || true
    # What it was building for the catalog when it was left may take a moment to end.
    for _ in 1 2 3 4 5; do
        rm -rf "$home" 2>/dev/null && return 0
        sleep 1
    done
}

java_options=(
    --enable-native-access=ALL-UNNAMED
    -Dprism.order=sw
    -Ddiver.assets="$root/assets"
    -XX:+UseSerialGC
)

run_diver() {
    local cache=()
    [ -e "$app/diver.aot" ] && cache=(-XX:AOTCache="$app/diver.aot")
    exec "$JAVA_HOME/bin/java" "${cache[@]}" "${java_options[@]}" -cp "$app/lib/*" dev.diver.app.Main "$@"
}

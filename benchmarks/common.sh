# Sourced by the scripts beside it, which have set $here to this folder.

root=$(dirname -- "$here")
target=$here/target

is_jdk_25() {
    [ -x "$1/bin/java" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null
}

find_jdk() {
    for home in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
        if [ -n "$home" ] && is_jdk_25 "$home"; then
            echo "$home"
            return
        fi
    done
    echo "No JDK 25 found: set JAVA25_HOME." >&2
    exit 2
}

# Compiles this module and copies the jars it needs, if a source is newer than the last time.
compile_if_older() {
    if [ ! -e "$target/compiled" ] || [ -n "$(find "$root"/*/src/main "$here/pom.xml" -newer "$target/compiled" \
            -type f | head -n 1)" ]; then
        (cd "$root" && ./mvnw -q -B -pl benchmarks -am -DskipTests package) >&2
        touch "$target/compiled"
    fi
}

class_path() {
    echo "$target/classes:$target/libraries/*"
}

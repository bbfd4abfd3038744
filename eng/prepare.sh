# Sourced by run.sh and test.sh, which stand in the repository's folder. Installs nothing that is already there.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
# Build servers would go on running after the build.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0

need() {
    command -v "$1" >/dev/null || { echo "Kontor needs $2, and there is no $1 on this machine." >&2; exit 1; }
}

# Two starts at once must not build into the same files: the second waits for the first.
one_at_a_time() {
    if command -v flock >/dev/null; then
        mkdir -p artifacts
        exec 9>artifacts/.building
        flock --nonblock 9 || { echo "Waiting for another build in this folder."; flock 9; }
    fi
}

let_others() {
    exec 9>&-
}

# PostgreSQL for this machine, as the lock file says.
install_node_packages() {
    if ! cmp --silent package-lock.json node_modules/.installed-from; then
        need npm "Node.js 20 or later"
        npm ci --no-progress --loglevel error --ignore-scripts </dev/null
        cp package-lock.json node_modules/.installed-from
    fi
}

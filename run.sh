#!/usr/bin/env bash
# Builds Kontor and starts it with the demo world:  ./run.sh [--urls URLS] [--data DIR] [--reset]
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
called_from=$PWD
cd "$here"
. eng/prepare.sh

need dotnet "the .NET SDK 10"
one_at_a_time
install_node_packages
dotnet restore src/Kontor --locked-mode --verbosity quiet
dotnet build src/Kontor --configuration Release --no-restore --verbosity quiet
let_others

# The demo's data lie beside the program, wherever it is called from; a folder that is given is the caller's.
data=(--data "$here/.data/demo")
for argument in "$@"; do
    [[ $argument != --data && $argument != --data=* ]] || data=()
done
cd "$called_from"
exec dotnet "$here/artifacts/bin/Kontor/release/kontor.dll" serve --demo ${data[@]+"${data[@]}"} "$@"

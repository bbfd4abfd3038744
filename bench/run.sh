#!/usr/bin/env bash
# Measures Kontor against ceilings of the same run:  bench/run.sh [NAME] [--clients N] [--customers N] [--seconds N]
# Names: orders, reads, import, pages, lists; without a name all of them. Worlds are loaded once and kept under bench/.data.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/prepare.sh

need dotnet "the .NET SDK 10"
one_at_a_time
install_node_packages
dotnet restore bench/Kontor.Bench --locked-mode --verbosity quiet
dotnet build bench/Kontor.Bench --configuration Release --no-restore --verbosity quiet --nologo
let_others
exec dotnet artifacts/bin/Kontor.Bench/release/Kontor.Bench.dll "$@"

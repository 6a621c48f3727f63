#!/usr/bin/env bash
# Installs what Lapwing is compared with, on Debian and its relatives: ScaLAPACK over Open MPI, OpenBLAS, Dask.
set -euo pipefail
cd "$(dirname "$0")"
become=()
[ "$(id -u)" = 0 ] || become=(sudo)

"${become[@]}" apt-get update -q
"${become[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
  gcc libc6-dev libscalapack-openmpi-dev libopenmpi-dev openmpi-bin libopenblas0-pthread python3-venv

# ScaLAPACK calls whatever libblas.so.3 is: let it be OpenBLAS, and not the reference BLAS.
"${become[@]}" update-alternatives --set libblas.so.3-x86_64-linux-gnu /usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3
"${become[@]}" update-alternatives --set liblapack.so.3-x86_64-linux-gnu /usr/lib/x86_64-linux-gnu/openblas-pthread/liblapack.so.3

[ -x .venv/bin/python ] || /usr/bin/python3 -m venv .venv
.venv/bin/pip install --quiet 'dask[array]==2026.8.0' numpy==2.4.6 scipy==1.17.1 threadpoolctl==3.8.0

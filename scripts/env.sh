# Sourced by the other scripts: goes to the project's folder, reads the pinned versions and puts the pinned tools first
# on PATH. It installs nothing and needs no network; scripts/setup does the installing.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/versions.env

# The version of wasm-bindgen that Cargo.lock names. Trunk refuses to work with any other.
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
RUST_VERSION=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)

# Tools that have to be compiled are kept per person and version, so that a second clone finds them.
TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/newsleaf
TRUNK_ROOT=$TOOLS/trunk-$TRUNK_VERSION
WASM_BINDGEN_ROOT=$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION
export PATH=$TRUNK_ROOT/bin:$WASM_BINDGEN_ROOT/bin:$PWD/node_modules/.bin:$PATH

# For WebAssembly only, and the same in every script, since other flags mean compiling everything again:
# - panics name their place, which would otherwise be a path of the machine that built the site.
wasm_flags="--remap-path-prefix=$(rustc --print sysroot 2>/dev/null || true)/lib/rustlib/src/rust=rust"
for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
  wasm_flags+=" --remap-path-prefix=$registry=crates"
done
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$wasm_flags ${RELEASE_WASM_FLAGS:-}"

say() { printf '%s\n' "$*" >&2; }
step() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Sourced by the other scripts: goes to the project's folder, reads the pinned versions and puts the pinned tools first
# on PATH. It installs nothing and needs no network; scripts/setup does the installing.
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/versions.env

# scripts/setup installs missing toolchains and says so; rustup must not do it in passing.
export RUSTUP_AUTO_INSTALL=0

# The version of wasm-bindgen that Cargo.lock names. Trunk refuses to work with any other.
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
RUST_VERSION=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)

# Compiled tools are installed per person and version, so that a second clone finds them.
TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/newsleaf
TRUNK_ROOT=$TOOLS/trunk-$TRUNK_VERSION
WASM_BINDGEN_ROOT=$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION
export HUGO_ROOT=$TOOLS/hugo-$HUGO_VERSION
export PATH=$TRUNK_ROOT/bin:$WASM_BINDGEN_ROOT/bin:$PWD/node_modules/.bin:$PATH

# For WebAssembly only, and the same in every script, since other flags mean compiling everything again:
# - panics name their place, which would otherwise be a path of the machine that built the site.
wasm_flags="--remap-path-prefix=$(rustc --print sysroot 2>/dev/null || true)/lib/rustlib/src/rust=rust"
for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
  wasm_flags+=" --remap-path-prefix=$registry=crates"
done
# - Leptos erases the types of views at the edges of components, which is smaller and compiles faster.
wasm_flags+=" --cfg erase_components"
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="$wasm_flags ${RELEASE_WASM_FLAGS:-}"

have_rust_sources() {
  [ -e "$(rustc --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ]
}

# Lets cargo compile the standard library anew, for size, with panics that are traps without messages: 12 KB less to load.
# Both are unstable in cargo and rustc, and enabled by a variable.
rebuild_std() {
  have_rust_sources || return 0
  export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
  export RELEASE_WASM_FLAGS="-Zunstable-options -Cpanic=immediate-abort"
}

# Whether something that dist/ is made of is newer than it. A folder is newer when a file in it was added or removed.
is_dist_old() {
  [ -e dist/index.html ] || return 0
  [ -n "$(find Cargo.lock Cargo.toml Trunk.toml build.rs package-lock.json ./*.html js locales public scripts src style \
    ! -name '*.test.mjs' -newer dist/index.html -print -quit)" ]
}

say() { printf '%s\n' "$*" >&2; }
step() { printf '==> %s\n' "$*" >&2; }
fail() { printf 'error: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# The usual chores. `just` lists them.

_default:
    @just --list

# Everything that CI runs
ci:
    bash .ci/run

# All tests
test:
    cargo test --locked

# Renew the scripts in completions/
completions:
    cargo build --locked
    target/debug/roadmap completions bash > completions/roadmap.bash
    target/debug/roadmap completions zsh > completions/_roadmap
    target/debug/roadmap completions fish > completions/roadmap.fish
    target/debug/roadmap completions powershell > completions/_roadmap.ps1
    target/debug/roadmap completions elvish > completions/roadmap.elv

# Renew docs/roadmap.schema.json
schema:
    ROADMAP_RENEW=1 cargo test --locked --test it schema_in_the_repository

# Renew the picture in the README
picture:
    ROADMAP_RENEW=1 cargo test --locked --test it picture

# Accept changed snapshots; look at the difference before you commit
snapshots:
    INSTA_UPDATE=always cargo test --locked --test it
    git diff --stat -- tests/it

# Benchmarks of the parts
bench:
    cargo bench --locked

# Fuzz one target (event_line, message, plan, cache) for ten minutes; needs `cargo install cargo-fuzz`
fuzz target:
    mkdir -p fuzz/corpus/{{target}}
    RUSTC_BOOTSTRAP=1 cargo fuzz run -s none {{target}} fuzz/corpus/{{target}} fuzz/seeds/{{target}} -- -max_total_time=600 -max_len=4096

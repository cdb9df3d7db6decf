# syntax=docker/dockerfile:1

# The builder. The version of Rust is the `rust-version` of Cargo.toml.
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
# The caches keep a rebuild to what changed; the binary is copied out, since a cache is not part of the image.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --package magpie-server --bin magpie \
    && install -D target/release/magpie /out/magpie

# What runs. The binary brings its pages, words and certificate authorities with it and needs nothing but libc.
FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin magpie \
    && install -d -o magpie -g magpie /data
COPY --from=build /out/magpie /usr/local/bin/magpie
USER magpie
# The embedded database (unless another one is named), the search index, uploads, and mails in file mode.
ENV MAGPIE_DATA=/data \
    MAGPIE__SERVER__BIND=0.0.0.0:8080
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
# The slim image has no curl; bash can ask for itself.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /readyz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["magpie"]
CMD ["serve"]

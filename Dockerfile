# Parley for production: the server as liberty/server.xml describes it and parley.war; never the emulator.
#   mvn -B package liberty:create && docker build -t parley .
#   docker run --env-file server-config/parley.env -p 9080:9080 -p 9443:9443 parley
#
# Ubuntu as the base: the Speech natives need glibc 2.29+, OpenSSL 3 and libuuid, so no Alpine.
FROM eclipse-temurin:25-jdk-noble

RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates curl libssl3t64 libuuid1 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 1001 --gid 0 parley

# the runtime alone; .dockerignore keeps the local server, the emulator and the build's key pair out
COPY --chown=1001:0 target/liberty/wlp /opt/wlp
COPY --chown=1001:0 liberty/server.xml server-config/jvm.options /opt/wlp/usr/servers/parley/
COPY --chown=1001:0 target/parley.war /opt/wlp/usr/servers/parley/apps/parley.war
COPY --chown=1001:0 prompty /opt/wlp/usr/servers/parley/prompty

ENV PARLEY_PERSONAS=/opt/wlp/usr/servers/parley/prompty \
    LOG_DIR=/tmp/logs \
    WLP_OUTPUT_DIR=/tmp/output
USER 1001
EXPOSE 9080 9443
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s CMD curl -fs http://localhost:9080/health/live || exit 1
ENTRYPOINT ["/opt/wlp/bin/server", "run", "parley"]

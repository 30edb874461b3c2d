# The logtriage command line. The embedded servers of `demo` and `up` are not meant for containers:
# docker-compose.yml runs the real ones beside it.

FROM maven:3.9.9-eclipse-temurin-17 AS build
WORKDIR /build
COPY . .
# Tests and style checks ran before; what was downloaded stays in the builder's cache.
RUN --mount=type=cache,target=/m2 \
    mvn -B -q -Dmaven.repo.local=/m2 -DskipTests -DskipChecks -pl app -am package

FROM eclipse-temurin:17.0.14_7-jre-jammy
RUN groupadd --gid 10001 logtriage \
 && useradd --uid 10001 --gid 10001 --home-dir /var/lib/logtriage --create-home logtriage
COPY --from=build /build/app/target/lib /opt/logtriage/lib
COPY --chmod=755 logtriage /opt/logtriage/logtriage
ENV PATH=/opt/logtriage:$PATH \
    XDG_STATE_HOME=/var/lib/logtriage \
    LOGTRIAGE_JAVA_OPTS="-XX:MaxRAMPercentage=70"
USER 10001:10001
WORKDIR /var/lib/logtriage
VOLUME /var/lib/logtriage
ENTRYPOINT ["logtriage"]
CMD ["--help"]

# syntax=docker/dockerfile:1
# itqan-ma. From the repository's root:
#   docker build -f deploy/docker/itqan-ma.Dockerfile -t itqan/itqan-ma .
# One that takes its keys from the shared database is built with `--build-arg KEYS_SOURCE=database`.
ARG NODE_VERSION=22
ARG KEYS_SOURCE=dashboard

FROM node:${NODE_VERSION}-slim AS base
WORKDIR /repo
ENV NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1 CI=1

# The part of the workspace that this app is made of.
FROM base AS prune
COPY . .
RUN npx -y "turbo@$(sed -n 's/^  turbo: //p' pnpm-workspace.yaml)" prune itqan-ma --docker

FROM base AS build
ARG KEYS_SOURCE
COPY --from=prune /repo/out/json/ ./
RUN --mount=type=cache,target=/root/.local/share/pnpm/store \
    npx -y pnpm@12 install --frozen-lockfile
COPY --from=prune /repo/out/full/ ./
COPY tsconfig.json ./
COPY scripts/ scripts/
# One of the two builds, `.next` or `.next-database`.
RUN KEYS_SOURCE="$KEYS_SOURCE" npx -y pnpm@12 exec turbo run build --filter=itqan-ma \
    && mv apps/itqan-ma/.next*/standalone /standalone

FROM node:${NODE_VERSION}-slim
ARG KEYS_SOURCE
WORKDIR /app
COPY --from=build /standalone/ ./
# Else HOSTNAME names the container. The app itself answers a signal: it sends its last reports.
ENV NODE_ENV=production \
    KEYS_SOURCE=${KEYS_SOURCE} \
    PORT=3000 \
    HOSTNAME=0.0.0.0 \
    NEXT_TELEMETRY_DISABLED=1 \
    NEXT_MANUAL_SIG_HANDLE=true
# Files are root's: the process can change none of them.
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/itqan-ma/server.js"]

# syntax=docker/dockerfile:1
# The dashboard, and the operator's `keys` commands of the same release. From the repository's root:
#   docker build -f deploy/docker/dashboard.Dockerfile -t itqan/dashboard .
# It is given its settings when it runs; no layer holds one.
ARG NODE_VERSION=22

FROM node:${NODE_VERSION}-slim AS base
WORKDIR /repo
ENV NEXT_TELEMETRY_DISABLED=1 TURBO_TELEMETRY_DISABLED=1 CI=1

# The part of the workspace that this app is made of.
FROM base AS prune
COPY . .
RUN npx -y "turbo@$(sed -n 's/^  turbo: //p' pnpm-workspace.yaml)" prune dashboard --docker

FROM base AS build
COPY --from=prune /repo/out/json/ ./
RUN --mount=type=cache,target=/root/.local/share/pnpm/store \
    npx -y pnpm@12 install --frozen-lockfile
COPY --from=prune /repo/out/full/ ./
COPY tsconfig.json ./
COPY scripts/ scripts/
RUN npx -y pnpm@12 exec turbo run build --filter=dashboard

FROM node:${NODE_VERSION}-slim
WORKDIR /app
COPY --from=build /repo/apps/dashboard/.next/standalone/ ./
# Else HOSTNAME names the container. The app itself answers a signal: it drains.
ENV NODE_ENV=production \
    PORT=3001 \
    HOSTNAME=0.0.0.0 \
    NEXT_TELEMETRY_DISABLED=1 \
    NEXT_MANUAL_SIG_HANDLE=true
# Files are root's: the process can change none of them.
USER node
EXPOSE 3001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
    CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health/ready`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/dashboard/server.js"]

# One image for every role. The root file system can be read-only: data goes to /data, the rest to /tmp and Next's cache.
FROM node:20.20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf .next/cache

FROM node:20.20-bookworm-slim
ENV NODE_ENV=production PDC_ENV=production PDC_DATA_DIR=/data NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
# Owned by root: the program cannot change itself. Source is there for the commands (prepare, reindex, parity, backup).
COPY --from=build /app/package.json /app/payload.config.ts /app/next.config.mjs /app/tsconfig.json ./
COPY --from=build /app/scripts scripts
COPY --from=build /app/collections collections
COPY --from=build /app/seed seed
COPY --from=build /app/src src
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY --from=build /app/dist dist
RUN mkdir -p /data/media .next/cache && chown -R node:node /data .next/cache
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=90s CMD ["node", "scripts/healthcheck.mjs", "/readyz/read"]
# A role, or all in one; `--prepare` migrates and makes the first administrator before it serves.
CMD ["node", "--enable-source-maps", "--conditions=production", "scripts/serve.mjs", "all", "--prepare"]

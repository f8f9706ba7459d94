# One image for the gateway and every subgraph: the command says which (see docker-compose.yml).
#   docker build -t syndesmos .
FROM node:20-slim AS build
WORKDIR /hub
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npx tsc --incremental false --sourceMap false
# The PostgreSQL of the embedded hub is an optional package: left out with the tools of development.
RUN npm prune --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:20-slim
ENV NODE_ENV=production HUB_MODE=production HOST=0.0.0.0 PORT=4000
WORKDIR /hub
# Owned by root: what serves requests cannot change its own code.
COPY --from=build /hub/package.json ./
COPY --from=build /hub/node_modules ./node_modules
COPY --from=build /hub/dist ./dist
COPY schema/supergraph.graphql schema/trusted-documents.json ./schema/
# Where access records are exported to: a new volume begins with this owner.
RUN install -d -o node -g node -m 700 audit
USER node
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
  CMD ["node", "dist/gateway/deploy/alive.js"]
CMD ["node", "--max-semi-space-size=64", "dist/gateway/main.js"]

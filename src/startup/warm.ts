import { memoryWorkspace } from "../inputs/memory.ts";
import { lint } from "../pipeline/lint.ts";

/**
 * A project as a hook meets it: one file of each usual kind, joined as they usually are. More would be kept, and what
 * is kept takes time to load.
 */
const usual = {
  Dockerfile: `FROM node:22 AS build
ARG NPM_TOKEN
WORKDIR /app
COPY package.json ./
RUN npm ci && npm cache clean --force
COPY . .
FROM node:22
ENV LOG_LEVEL=info
COPY --from=build /app /app
HEALTHCHECK CMD curl -f http://localhost:3000/ || exit 1
CMD ["node", "server.js"]
`,
  ".dockerignore": ".git\n",
  "compose.yaml": `services:
  api:
    build: .
    env_file: api.env
    environment:
      - DATABASE_URL=postgres://shop:\${DB_PASSWORD:?set it}@db/shop
      - SESSION_SECRET=\${SESSION_SECRET:-canary}
    ports: ["80:3000"]
    secrets: [token]
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: canary
secrets:
  token:
    file: ./token
`,
  "compose.override.yaml": "services:\n  api:\n    environment:\n      LOG_LEVEL: debug\n",
  ".env": "DB_PASSWORD=canary\n",
  "api.env": "LOG_LEVEL=info\n",
};

/** Lints a usual project, so that what is kept of this run serves the next one, whatever files that is about. */
export async function warm(): Promise<void> {
  await lint(memoryWorkspace(usual));
}

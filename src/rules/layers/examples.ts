import type { RuleCard } from "../rule.ts";

/** What `secret-in-layer` shows of itself. */
export const layerExamples: RuleCard["examples"] = [
  {
    bad: { files: { Dockerfile: "FROM node:22\nWORKDIR /app\nCOPY id_rsa /root/.ssh/id_rsa\nRUN npm ci\n" } },
    good: { files: { Dockerfile: "FROM node:22\nWORKDIR /app\nRUN --mount=type=ssh npm ci\n" } },
  },
  {
    bad: {
      files: {
        Dockerfile: "FROM nginx:1.27\nCOPY . /srv/www\n",
        "certs/server.p12": "canary",
      },
    },
    good: {
      files: {
        Dockerfile: "FROM nginx:1.27\nCOPY . /srv/www\n",
        ".dockerignore": "certs/*.p12\n",
        "certs/server.p12": "canary",
      },
    },
  },
];

/** What `secret-removed-too-late` shows of itself. */
export const removalExamples: RuleCard["examples"] = [
  {
    bad: {
      files: { Dockerfile: "FROM node:22\nWORKDIR /app\nCOPY package.json .npmrc ./\nRUN npm ci && rm -f .npmrc\n" },
    },
    good: {
      files: {
        Dockerfile:
          "FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n",
      },
    },
  },
  {
    bad: {
      files: {
        Dockerfile: "FROM alpine:3.20\nCOPY deploy_key /root/.ssh/deploy_key\nRUN ./fetch.sh\nRUN rm -rf /root/.ssh\n",
      },
    },
    good: { files: { Dockerfile: "FROM alpine:3.20\nRUN --mount=type=ssh ./fetch.sh\n" } },
  },
];

import { secretRemovedTooLate } from "../../src/rules/secret-removed-too-late.ts";
import { ruleTable } from "../support/rule-table.ts";

const from = "FROM node:22\n";
const npmAuth = "//npm.example.net/:_authToken=lantern-808-canary\n";

ruleTable(secretRemovedTooLate, {
  "copied, used and removed": {
    files: { Dockerfile: `${from}COPY «.npmrc» ./\nRUN npm ci && rm -f .npmrc\n`, ".npmrc": npmAuth },
    says: "copied",
    severity: "high",
    key: ".npmrc",
  },
  "a token by reference weighs less": {
    files: {
      Dockerfile: `${from}COPY package.json «.npmrc» ./\nRUN npm ci && rm -f .npmrc\n`,
      ".npmrc": "//npm.example.net/:_authToken=${NPM_TOKEN}\n",
    },
    says: "copied",
    severity: "medium",
  },
  "the whole folder": {
    files: { Dockerfile: `${from}COPY «id_rsa» /root/.ssh/id_rsa\nRUN npm ci\nRUN rm -rf /root/.ssh\n` },
    says: "copied",
    severity: "high",
  },
  "the folder of the user": {
    files: { Dockerfile: `${from}COPY «id_rsa» /root/.ssh/\nRUN rm -rf ~/.ssh/\n` },
    says: "copied",
  },
  "by a pattern": {
    files: { Dockerfile: `${from}COPY «server.key» /etc/ssl/\nRUN rm /etc/ssl/*.key\n` },
    says: "copied",
  },
  "by shred": { files: { Dockerfile: `${from}COPY «.netrc» /root/\nRUN shred -u /root/.netrc\n` }, says: "copied" },
  "by sudo": { files: { Dockerfile: `${from}COPY «.netrc» /root/\nRUN sudo rm /root/.netrc\n` }, says: "copied" },
  "in the JSON form": {
    files: { Dockerfile: `${from}COPY «.netrc» /root/\nRUN ["rm", "-f", "/root/.netrc"]\n` },
    says: "copied",
  },
  "under another name": {
    files: { Dockerfile: `${from}COPY «config/prod.netrc.key» /root/.netrc\nRUN rm /root/.netrc\n` },
    says: "copied",
  },
  "in a folder that is not known": {
    files: { Dockerfile: `${from}WORKDIR $HOME\nCOPY «deploy_key» ./keys/\nRUN rm -rf keys\n` },
    says: "copied",
  },
  "in a stage built from it": {
    files: { Dockerfile: `FROM node:22 AS base\nCOPY «.netrc» /root/\nFROM base\nRUN rm /root/.netrc\n` },
    says: "copied",
  },
  "taken with the context": {
    files: { Dockerfile: `${from}COPY «.» /app/\nRUN rm -f /app/.env\n`, ".env": "DB_PASSWORD=lantern-808-canary\n" },
    says: "context",
    key: ".env",
  },
  "taken with the context, and removed with its folder": {
    files: { Dockerfile: `${from}COPY «.» /app/\nRUN rm -rf /app/certs\n`, "certs/tls.key": "canary" },
    says: "context",
  },
  "taken with the context, without a secret": {
    files: { Dockerfile: `${from}COPY . /app/\nRUN rm -f /app/.env\n`, ".env": "PORT=80\n" },
    says: "quiet",
  },
  written: {
    files: {
      Dockerfile: `${from}ARG NPM_TOKEN\nRUN «echo "//npm.example.net/:_authToken=$NPM_TOKEN" > /root/.npmrc»\nRUN npm ci\nRUN rm /root/.npmrc\n`,
    },
    says: "written",
    key: "/root/.npmrc",
  },
  "written and removed in one layer": {
    files: { Dockerfile: `${from}ARG T\nRUN echo "//x/:_authToken=$T" > .npmrc && npm ci && rm .npmrc\n` },
    says: "quiet",
  },
  "settings written": {
    files: { Dockerfile: `${from}RUN echo "engine-strict=true" > .npmrc\nRUN rm .npmrc\n` },
    says: "quiet",
  },
  "not removed": { files: { Dockerfile: `${from}COPY .npmrc ./\nRUN npm ci\n`, ".npmrc": npmAuth }, says: "quiet" },
  "removed before": { files: { Dockerfile: `${from}RUN rm -f .npmrc\nCOPY .npmrc ./\n` }, says: "quiet" },
  "something else is removed": {
    files: { Dockerfile: `${from}COPY id_rsa /root/.ssh/\nRUN rm -rf /var/lib/apt/lists/* /tmp/id_rsa && rm -rf *\n` },
    says: "quiet",
  },
  "the lists of packages, and a shell's star": {
    files: {
      Dockerfile: `${from}COPY .env.prod $HOME_DIR\nRUN rm -rf /var/lib/apt/lists/*\nCOPY .netrc /app/\nRUN rm -rf /app/*\n`,
    },
    says: "quiet",
  },
  "in a stage that stays after": {
    files: { Dockerfile: `FROM node:22 AS build\nCOPY .npmrc ./\nRUN rm .npmrc\nFROM node:22\nRUN true\n` },
    says: "quiet",
  },
  "a public half": { files: { Dockerfile: `${from}COPY id_rsa.pub /root/\nRUN rm /root/id_rsa.pub\n` }, says: "quiet" },
});

import { describe, expect, it } from "vitest";
import { adviceOn } from "../support/advice-of.ts";

const onDockerfile = (...lines: string[]) => adviceOn({ Dockerfile: `${lines.join("\n")}\n` });

describe("advice on an image", () => {
  it("mounts nothing for a program that runs: it deletes the ENV and grants the secret", async () => {
    const own = await onDockerfile("FROM example/base:1", "ENV API_TOKEN=lantern-808-canary", 'CMD ["serve"]');
    expect(own.API_TOKEN).toContain("delete the line; grant api_token to the container");
    expect(own.API_TOKEN).not.toContain("--mount");
    const known = await onDockerfile("FROM postgres:16", "ENV POSTGRES_PASSWORD=orchid-42-canary");
    expect(known.POSTGRES_PASSWORD).toContain("ENV POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password");
  });

  it("does not mount an argument for commands that do not need it", async () => {
    const { API_TOKEN: advice } = await onDockerfile(
      "FROM node:22",
      "ARG API_TOKEN",
      "ENV API_TOKEN=$API_TOKEN",
      'CMD ["node", "server.js"]',
    );
    expect(advice).toContain("a program that runs needs it from /run/secrets/api_token, by a grant");
    expect(advice).not.toContain("--mount");
  });

  it("does not mount what the command writes down", async () => {
    const { GIT_TOKEN: advice } = await onDockerfile(
      "FROM node:22",
      "ARG GIT_TOKEN",
      'RUN git config --global url."https://x:${GIT_TOKEN}@example.net/".insteadOf "https://example.net/" && npm ci',
    );
    expect(advice).toContain("which a mount would not prevent");
    expect(advice).not.toContain("--mount");
  });

  it("names no command that the file does not have", async () => {
    const [advice] = Object.values(
      await onDockerfile("FROM alpine:3.20", "COPY id_rsa /root/.ssh/id_rsa", "RUN apk add rsync"),
    );
    expect(advice).toContain("RUN --mount=type=ssh ");
    expect(advice).not.toContain("git");
  });

  it("is a sentence where something else passes the argument", async () => {
    const { NPM_TOKEN: advice } = await adviceOn({
      Dockerfile: "FROM node:22\nARG NPM_TOKEN\nRUN npm ci\n",
      "compose.yaml": "services:\n  app:\n    build:\n      context: .\n      args: [NPM_TOKEN]\n",
    });
    expect(advice).toContain("pass it as a build secret where it is an argument now");
  });
});

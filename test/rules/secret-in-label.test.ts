import { secretInLabel } from "../../src/rules/secret-in-label.ts";
import { service } from "../support/compose.ts";
import { container, engine } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const dockerfile = (line: string) => ({ Dockerfile: `FROM alpine:3.20\n${line}\n` });
const apr1 = `admin:$$apr1$$canary99$$${"canary".repeat(4).slice(0, 22)}`;

ruleTable(secretInLabel, {
  LABEL: { files: dockerfile("LABEL registry.password=«goldfinch31canary»"), says: "image", key: "registry.password" },
  "the second of a LABEL": { files: dockerfile("LABEL a=b admin.password='«goldfinch31canary»'"), says: "image" },
  "compose map": { files: service("labels:\n  app.admin.password: «brassbell9canary»"), says: "container" },
  "compose list": { files: service("labels:\n  - app.admin.password=«brassbell9canary»"), says: "container" },
  "deploy.labels": {
    files: service("deploy:\n  labels:\n    app.admin.password: «brassbell9canary»"),
    says: "container",
  },
  "basic-auth users": {
    files: service(`labels:\n  traefik.http.middlewares.a.basicauth.users: "«${apr1}»"`),
    says: "hash",
  },
  "about ownership": { files: service("labels:\n  com.example.secret-owner: team-platform"), says: "quiet" },
  "which secret, by its name": { files: service("labels:\n  - backup.secret=main_db_password"), says: "quiet" },
  "a secret": { files: service("labels:\n  - backup.secret=«brassbell9canary»"), says: "container" },
  "a service of a swarm": {
    files: engine("services:\n  app:\n    labels: {app.admin.password: brassbell9canary}"),
    says: "swarm",
  },
  "a reference": { files: service("labels:\n  app.admin.password: ${ADMIN_PASSWORD}"), says: "quiet" },
  "title and source": {
    files: dockerfile("LABEL org.opencontainers.image.source=https://example.net/r"),
    says: "quiet",
  },
  "an option of a log driver": {
    files: container('log: {splunk-token: "brassbell-9-canary", splunk-url: "https://splunk.example"}'),
    says: "option",
    key: "splunk-token",
  },
  "the password of a volume on another machine": {
    files: engine(
      'volumes: {share: {type: cifs, device: "//nas/x", o: "username=app,password=brassbell-9-canary,vers=3.0"}}',
    ),
    says: "option",
    key: "password",
  },
  "a volume on another machine without a password": {
    files: engine('volumes: {share: {type: nfs, device: ":/x", o: "addr=10.0.0.1,rw"}}'),
    says: "quiet",
  },
});

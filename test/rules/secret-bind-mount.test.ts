import { describe, expect, it } from "vitest";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import { secretBindMount } from "../../src/rules/secret-bind-mount.ts";
import { service } from "../support/compose.ts";
import { ruleTable } from "../support/rule-table.ts";
import { sightingsOf } from "../support/sightings.ts";

const volume = (text: string) => service(`volumes:\n  - ${text}`);

ruleTable(secretBindMount, {
  "below /run/secrets": { files: volume("«./canary:/run/secrets/pg:ro»"), says: "below", severity: "medium" },
  writable: { files: volume("«./canary:/run/secrets/pg»"), says: "below", key: "/run/secrets/pg" },
  "the older path": { files: volume("«./canary:/var/run/secrets/pg:ro»"), says: "below" },
  "long form": { files: volume("«type: bind\n    source: ./canary\n    target: /run/secrets/pg»"), says: "below" },
  "the folder": { files: volume("«./secrets:/run/secrets:ro»"), says: "folder" },
  "the folder, from a variable": { files: volume("«${CANARY_DIR:?set it}:/run/secrets:ro»"), says: "folder" },
  "a variable below the folder": { files: volume("${CANARY}:/run/secrets/pg:ro"), says: "quiet" },
  "a certificate below /run/secrets": { files: volume("./canary:/run/secrets/root-ca.pem:ro"), says: "quiet" },
  "a key below /run/secrets": { files: volume("«./canary:/run/secrets/server-key.pem:ro»"), says: "below" },
  "a private key": { files: volume("«./secrets/id_rsa:/root/.ssh/id_rsa:ro»"), says: "elsewhere" },
  "a public key": { files: volume("./id_rsa.pub:/root/.ssh/id_rsa.pub:ro"), says: "quiet" },
  "a certificate": { files: volume("./secrets/site.crt:/etc/site.crt:ro"), says: "quiet" },
  "a volume of the engine": { files: volume("canary:/run/secrets/cache"), says: "quiet" },
  "a cloud's own folder": { files: volume("./canary:/run/secrets/kubernetes.io/serviceaccount:ro"), says: "quiet" },
  "another file": { files: volume("./canary.conf:/etc/app.conf:ro"), says: "quiet" },
  "a grant": { files: service("secrets: [pg]", "secrets:\n  pg:\n    file: ./canary\n"), says: "quiet" },
});

describe("what tests start is no place for advice", () => {
  const text = 'services:\n  a:\n    image: x\n    volumes: ["./server.key:/etc/key.pem"]\n';

  it.each([
    ["compose.yaml", false],
    [".ci/compose.yaml", true],
    ["test/compose.yaml", true],
  ])("%s", async (file, example) => {
    const [found] = applyRules([secretBindMount], new JudgedWorld(await sightingsOf({ [file]: text }, new Set())));
    expect(found?.example).toBe(example);
  });
});

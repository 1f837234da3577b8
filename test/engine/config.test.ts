import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { folderWith } from "../support/run-cli.ts";
import { audit } from "./support/audit.ts";
import { describeEngine, docker } from "./support/engine.ts";

const config = `secrets: {names: [ACME_CUBE]}
images:
  - {image: shop/ledger, patterns: [shop/ledger], kind: suffix-file, secret-variables: [LEDGER_PASSWORD], both-set: file-wins, exported-to-env: no, newline: kept}
ignore:
  - {rule: secret-in-env, subject: "container:quiet", because: it holds no data}
`;

describeEngine("what the configuration says holds for a running engine too", () => {
  const folder = folderWith({ "runsecrets.yaml": config });
  const configured = () => audit("--config", join(folder, "runsecrets.yaml"));
  const told = ({ findings }: Awaited<ReturnType<typeof audit>>) =>
    findings.map(({ file, key }) => `${file} ${key}`).sort();

  beforeAll(() => {
    const run = (name: string, variable: string) =>
      docker("run", "-d", "--network", "none", "--name", name, "-e", `${variable}=orchid-42-canary`, "busybox:local");
    docker("create", "--name", "seed", "busybox:local");
    for (const tag of ["postgres:16", "shop/ledger:2"]) docker("commit", "seed", tag);
    docker("rm", "seed");
    run("cube", "ACME_CUBE");
    run("shop", "SHOP_PASSWORD");
    run("quiet", "DB_PASSWORD");
  }, 60_000);

  it("own words, and what is not to be reported", async () => {
    expect(told(await audit())).toEqual(["container quiet DB_PASSWORD", "container shop SHOP_PASSWORD"]);
    expect(told(await configured())).toEqual(["container cube ACME_CUBE", "container shop SHOP_PASSWORD"]);
  });

  it("names the file variable of a known image, and of the configuration's own", async () => {
    const started = (name: string, variable: string, ...image: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, "-e", `${variable}=orchid-42-canary`, ...image);
    started("db", "POSTGRES_PASSWORD", "postgres:16");
    started("by-number", "POSTGRES_PASSWORD", docker("images", "-q", "postgres:16"));
    started("ledger", "LEDGER_PASSWORD", "shop/ledger:2");
    const remedies = ({ findings }: Awaited<ReturnType<typeof audit>>, name: string) =>
      findings.flatMap(({ file, instead, paste }) => (file === `container ${name}` ? [{ instead, paste }] : []));
    const [plain, own] = [await audit(), await configured()];
    const ofPostgres = {
      instead: expect.stringMatching(/^set POSTGRES_PASSWORD_FILE instead: the postgres image reads it/),
      paste: [
        "-e POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password -v ./secrets/postgres_password:/run/secrets/postgres_password:ro",
      ],
    };
    expect(remedies(plain, "db")).toEqual([ofPostgres]);
    expect(remedies(plain, "by-number")).toEqual([ofPostgres]);
    expect(remedies(plain, "ledger")).toEqual([
      {
        instead: "remove it from the environment; read it from /run/secrets/ledger_password",
        paste: [],
      },
    ]);
    expect(remedies(own, "ledger")[0]?.instead).toMatch(
      /^set LEDGER_PASSWORD_FILE instead: the shop\/ledger image reads it/,
    );
  });
});

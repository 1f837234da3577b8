import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { folderWith } from "../support/run-cli.ts";
import { audit } from "./support/audit.ts";
import { describeEngine, docker } from "./support/engine.ts";

const config = `secrets: {names: [ACME_CUBE]}
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
    run("cube", "ACME_CUBE");
    run("shop", "SHOP_PASSWORD");
    run("quiet", "DB_PASSWORD");
  }, 60_000);

  it("own words, and what is not to be reported", async () => {
    expect(told(await audit())).toEqual(["container quiet DB_PASSWORD", "container shop SHOP_PASSWORD"]);
    expect(told(await configured())).toEqual(["container cube ACME_CUBE", "container shop SHOP_PASSWORD"]);
  });
});

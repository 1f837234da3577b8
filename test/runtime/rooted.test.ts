import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Rooted } from "../../src/runtime/probe/rooted.ts";
import { folderWith } from "../support/run-cli.ts";

describe.skipIf(process.platform !== "linux")("files below a folder of somebody else's", () => {
  const folder = folderWith({
    "root/run/secrets/pw": "larkspur-canary",
    "root/run/secrets/sub/dir/pw": "larkspur-canary-2",
    "root/etc/app/pw": "x",
    "outside/pw": "not to be seen",
  });
  const at = (name: string) => join(folder, "root", name);
  chmodSync(at("run/secrets/pw"), 0o440);
  mkdirSync(at("var"));
  symlinkSync("/run", at("var/run"));
  symlinkSync("/outside", at("away"));
  symlinkSync(join(folder, "outside"), at("far"));
  symlinkSync("../../../../../../../../../../../../outside", at("up"));
  symlinkSync("loop", at("loop"));
  symlinkSync("../../etc/app/pw", at("run/secrets/link"));
  const rooted = new Rooted(join(folder, "root"));
  afterAll(() => rooted.close());

  it("are seen with mode and size", () => {
    expect(rooted.look("/run/secrets/pw")).toMatchObject({
      type: "file",
      real: "/run/secrets/pw",
      mode: 0o440,
      size: 15,
    });
    expect(rooted.look("/etc/app/../app/./pw")).toMatchObject({ type: "file", real: "/etc/app/pw" });
    expect(rooted.look("/etc")).toMatchObject({ type: "folder", real: "/etc" });
    expect(rooted.look("/")).toMatchObject({ type: "folder", real: "/" });
    expect(rooted.look("/../../..")).toMatchObject({ type: "folder", real: "/" });
  });

  it("are found through links that stay inside", () => {
    expect(rooted.look("/var/run/secrets/pw")).toMatchObject({ type: "file", real: "/run/secrets/pw" });
    expect(rooted.look("/run/secrets/link")).toMatchObject({ type: "file", real: "/etc/app/pw" });
  });

  it.each(["/away/pw", "/far/pw", "/up/pw", "/loop", "/nope", "/run/secrets/pw/x"])("are none at %s", (path) => {
    expect(rooted.look(path).type).toBe("missing");
  });

  it("are listed, links left out", () => {
    const { files, complete } = rooted.below("/run/secrets");
    expect(files.map(({ path }) => path).sort()).toEqual(["/run/secrets/pw", "/run/secrets/sub/dir/pw"]);
    expect(complete).toBe(true);
    expect(rooted.below("/nope")).toEqual({ files: [], complete: true });
  });
});

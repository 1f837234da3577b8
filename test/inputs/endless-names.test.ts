import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { diskWorkspace } from "../../src/inputs/disk.ts";
import { lint } from "../../src/pipeline/lint.ts";

const root = mkdtempSync(join(tmpdir(), "runsecrets-endless-"));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("through a link to its own folder a compose file is read once", async () => {
  symlinkSync(".", join(root, "again"));
  writeFileSync(join(root, "compose.yaml"), "services: {web: {image: nginx}}\ninclude: [again/other.yaml]\n");
  writeFileSync(join(root, "other.yaml"), "services: {db: {image: postgres}}\n");
  const disk = diskWorkspace({ root, paths: [] });
  const read: string[] = [];
  await lint({
    ...disk,
    read(path) {
      read.push(path);
      return disk.read(path);
    },
  });
  expect(new Set(read.filter((path) => path.includes("again")))).toEqual(new Set());
  expect(read.length).toBeLessThan(10);
});

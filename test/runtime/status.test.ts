import { describe, expect, it } from "vitest";
import { inside, parseIdMap, parseStatus } from "../../src/runtime/readers/status.ts";

const whole = parseIdMap("         0          0 4294967295\n");
const status = (capabilities: string) =>
  `Uid:\t0\t0\t0\t1000\nGid:\t5\t5\t5\t5\nGroups:\t5 27 \nCapEff:\t${capabilities}\n`;

describe("who a process is", () => {
  it("counts by the ids that permissions are checked against", () => {
    expect(parseStatus(status("0000000000000000"), whole, whole)).toEqual({
      uid: 1000,
      gid: 5,
      groups: [5, 27],
      hostUid: 1000,
      hostGid: 5,
      hostGroups: [5, 27],
      readsAll: false,
      capabilities: 0,
    });
  });

  it.each([
    ["00000000a80425fb", true],
    ["000001ffffffffff", true],
    ["0000000000000002", true],
    ["0000000000000004", true],
    ["0000000000000400", false],
  ])("capabilities %s", (capabilities, readsAll) => {
    expect(parseStatus(status(capabilities), whole, whole)).toMatchObject({
      readsAll,
      capabilities: Number.parseInt(capabilities, 16),
    });
  });

  it("is unknown where a line is missing", () =>
    expect(parseStatus("Uid:\t0\t0\t0\t0\n", whole, whole)).toBeUndefined());

  it("is translated through the user namespace", () => {
    const map = parseIdMap("0 100000 65536\n65536 1000 1\n");
    expect([100000, 100999, 1000, 7].map((id) => inside(map, id))).toEqual([0, 999, 65536, 65534]);
    const remapped = status("00000000a80425fb").replaceAll(/\b(?:0|1000)\b/g, "100000");
    expect(parseStatus(remapped, map, map)).toMatchObject({ uid: 0, hostUid: 100000 });
  });
});

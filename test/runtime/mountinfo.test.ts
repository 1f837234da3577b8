import { describe, expect, it } from "vitest";
import { holderOf, mountOf, parseMountinfo } from "../../src/runtime/readers/mountinfo.ts";

const root = "20 10 0:30 / / rw,relatime master:1 - overlay overlay rw,lowerdir=/x";
const mounts = (...lines: string[]) => parseMountinfo([root, ...lines].join("\n"));
const at = (path: string, ...lines: string[]) => mountOf(mounts(...lines), path);

describe("mountinfo", () => {
  it("is read whatever optional fields there are", () => {
    expect(
      mounts("21 20 0:31 /a /b ro - tmpfs tmpfs rw", "22 20 0:32 / /c rw shared:1 master:2 - ext4 /dev/x ro"),
    ).toMatchObject([
      { id: 20, parent: 10, point: "/", filesystem: "overlay", readOnly: false },
      { id: 21, root: "/a", point: "/b", filesystem: "tmpfs", readOnly: true },
      { id: 22, point: "/c", filesystem: "ext4", readOnly: true },
    ]);
  });

  it("has its escapes resolved", () => {
    expect(at("/a b\\c", "21 20 0:31 /x\\011y /a\\040b\\134c ro - ext4 x rw")).toMatchObject({
      point: "/a b\\c",
      root: "/x\ty",
    });
    expect(at("/ключ", "21 20 0:31 / /ключ ro - ext4 x rw")?.point).toBe("/ключ");
  });

  it("gives the mount with the longest path", () => {
    const lines = ["21 20 0:31 / /run rw - tmpfs a rw", "22 21 0:32 /pw /run/secrets/pw ro - ext4 b rw"];
    expect(at("/run/secrets/pw", ...lines)?.filesystem).toBe("ext4");
    expect(at("/run/secrets/pw2", ...lines)?.filesystem).toBe("tmpfs");
    expect(at("/running", ...lines)?.filesystem).toBe("overlay");
  });

  it("gives the one on top where several are at one path", () => {
    const lines = ["21 20 0:31 / /s rw - ext4 a rw", "22 21 0:32 / /s rw - tmpfs b rw"];
    expect(at("/s/pw", ...lines)?.filesystem).toBe("tmpfs");
  });

  it("never gives one that a later mount above it covers", () => {
    const lines = ["21 20 0:31 /pw /run/secrets/pw ro - tmpfs a rw", "22 20 0:32 / /run rw - ext4 b rw"];
    expect(at("/run/secrets/pw", ...lines)?.filesystem).toBe("ext4");
  });

  it("ends whatever the list says", () => {
    expect(
      at("/a", "21 21 0:31 / /a rw - ext4 a rw", "22 23 0:1 / /a rw - ext4 a rw", "23 22 0:1 / /a rw - ext4 a rw")?.id,
    ).toBe(20);
    expect(mountOf([], "/a")).toBeUndefined();
    expect(parseMountinfo("what\n\n1 2 3\n")).toEqual([]);
  });

  it.each([
    ["tmpfs", "/uxy1vqmbu4ovi4214ekmoiocy", "/run/secrets/pw", "swarm", "memory"],
    ["tmpfs", "/pw", "/run/secrets/pw", "tmpfs", "memory"],
    ["ext4", "/var/lib/c/overlay-containers/1f/userdata/secrets/pw", "/run/secrets/pw", "podman", "disk"],
    ["xfs", "/srv/pw", "/run/secrets/pw", "hand", "disk"],
    ["overlay", "/", "/", "layer", "disk"],
  ])("%s of %s at %s is %s, in %s", (filesystem, what, point, by, backing) => {
    const mount = { id: 1, parent: 0, root: what, point, readOnly: true, filesystem };
    expect(holderOf(mount, "/run/secrets/pw", false)).toMatchObject({ by, backing });
  });
});

import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes `busybox:local`, and `shellless:local`, which holds one program and nothing else; there is no registry to pull
 * from.
 */
export function buildImages(engine, forPodman) {
  const root = join(engine, "image");
  const busybox = join(root, "busybox");
  for (const folder of ["bin", "etc", "tmp", "run"]) mkdirSync(join(busybox, folder), { recursive: true });
  copyFileSync("/bin/busybox", join(busybox, "bin", "busybox"));
  execFileSync("chroot", [busybox, "/bin/busybox", "--install", "-s", "/bin"]);
  writeFileSync(join(busybox, "etc", "passwd"), "root:x:0:0:root:/:/bin/sh\napp:x:1000:1000:app:/:/bin/sh\n");
  writeFileSync(join(busybox, "etc", "group"), "root:x:0:\napp:x:1000:\n");

  const shellless = join(root, "shellless");
  mkdirSync(shellless);
  // Under the name of one applet, the program is that applet only.
  copyFileSync("/bin/busybox", join(shellless, "sleep"));

  importImage(engine, busybox, "busybox:local", 'CMD ["sleep", "1000"]', forPodman);
  importImage(engine, shellless, "shellless:local", 'ENTRYPOINT ["/sleep", "1000"]', forPodman);
  rmSync(root, { recursive: true, force: true });
}

function importImage(engine, folder, tag, change, forPodman) {
  const tar = execFileSync("tar", ["-C", folder, "-c", "."], { maxBuffer: 1 << 28 });
  const archive = `${folder}.tar`;
  writeFileSync(archive, tar);
  execFileSync("docker", ["-H", `unix://${engine}/docker.sock`, "import", "--change", change, archive, tag]);
  if (forPodman)
    execFileSync("podman", ["--url", `unix://${engine}/podman.sock`, "import", "--change", change, archive, tag]);
}

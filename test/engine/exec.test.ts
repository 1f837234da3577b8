import { beforeAll, expect, it } from "vitest";
import { audit, auditOf, said } from "./support/audit.ts";
import {
  awaitServices,
  describeEngine,
  docker,
  dockerWith,
  ensureSwarm,
  hostFile,
  podman,
  podmanHost,
  podmanRemoveAll,
  podmanRun,
} from "./support/engine.ts";

/** What a container and its service are told of, whichever way they were looked at. */
const told = ({ findings }: Awaited<ReturnType<typeof audit>>) =>
  findings.map(({ rule, file, key, message }) => `${file} ${rule} ${key} ${message}`).sort();

describeEngine("--exec, where /proc cannot be read", () => {
  beforeAll(() => {
    ensureSwarm();
    dockerWith("larkspur-canary-1", "secret", "create", "db_pw", "-");
    const service = (name: string, ...words: string[]) => docker("service", "create", "-d", "--name", name, ...words);
    service("healthy", "--secret", "source=db_pw,target=pw,mode=0400", "busybox:local");
    service("denied", "--user", "1000", "--secret", "source=db_pw,target=pw,mode=0400", "busybox:local");
    service("absolute", "--secret", "source=db_pw,target=/etc/app/pw,mode=400", "busybox:local");
    const closed = hostFile("exec", "larkspur-canary-2", 0o600);
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, "-v", `${closed}:/run/secrets/pw`, ...words);
    run("bind", "busybox:local");
    run("host-pid", "--pid", "host", "--user", "1000:1000", "busybox:local");
    awaitServices("healthy", "denied", "absolute");
  }, 60_000);

  it("sees what root on the host sees", async () => {
    const [inside, outside] = [await audit("--no-proc", "--exec"), await audit()];
    expect(inside.engine.level).toBe("exec");
    expect(inside.gaps).toMatchObject([
      {
        file: "container host-pid",
        why: "without who runs in it and what its processes hold in their environment: others share its processes",
      },
    ]);
    expect(told(inside)).toEqual(told(outside));
    expect(inside.engine.sound).toBe(outside.engine.sound);
  });

  it("sees what processes hold, also those of another user than the first one", async () => {
    const exporting = 'export TOKEN_OF_ALL=larkspur-canary-7; sleep 1001 & exec "$@"';
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words);
    run("exporting", "--user", "1000:1000", "busybox:local", "sh", "-c", exporting, "sh", "sleep", "1002");
    run("changing", "busybox:local", "sh", "-c", exporting, "sh", "su", "app", "-c", "exec sleep 1003");
    for (const name of ["exporting", "changing"]) {
      const [inside, outside] = [
        await audit("--no-proc", "--exec", "--container", name),
        await audit("--container", name),
      ];
      expect(told(inside)).toEqual(told(outside));
      expect(said(inside, `container ${name}`)).toContain("secret-in-env TOKEN_OF_ALL");
      expect(inside.gaps).toEqual([]);
      expect(inside.code).toBe(1);
    }
    docker("rm", "-f", "exporting", "changing");
  });

  it("ends with 0 where all was seen and nothing is wrong", async () => {
    const { code, gaps, findings } = await audit("--no-proc", "--exec", "--container", "healthy.1");
    expect({ code, gaps, findings }).toEqual({ code: 0, gaps: [], findings: [] });
  });

  it("runs nothing unless it is asked to, and then leaves its trace", async () => {
    const execs = async (...words: string[]) => {
      const since = String(Date.now() / 1000);
      await audit("--container", "bind", ...words);
      const until = String(Date.now() / 1000);
      return docker(
        "events",
        "--since",
        since,
        "--until",
        until,
        "--filter",
        "event=exec_create",
        "--format",
        "{{.ID}}",
      );
    };
    expect(await execs("--no-proc")).toBe("");
    expect(await execs("--exec")).toBe("");
    expect(await execs("--no-proc", "--exec")).not.toBe("");
    // The engine keeps the whole command line of it: the probe's, and no value.
    const last = docker(
      "events",
      "--since",
      "60s",
      "--filter",
      "container=bind",
      "--until",
      "0s",
      "--filter",
      "event=exec_create",
      "--format",
      "{{.Action}}",
    );
    expect(last).toContain("mountinfo");
    expect(last.toLowerCase()).not.toContain("canary");
  });

  it("says which images have no shell for it", async () => {
    docker("run", "-d", "--network", "none", "--name", "bare", "shellless:local");
    const one = await audit("--no-proc", "--exec", "--container", "bare");
    expect(said(one, "container bare")).toEqual([]);
    expect(one.gaps.map(({ why }) => why)).toEqual([
      "without mounts, modes and owners of secrets, and what its processes hold in their environment: --exec needs sh, cat, stat and readlink in the image, and a container that is not paused",
    ]);
  });

  it("takes a container of podman for what it is: one whose processes are its own", async () => {
    podman("secret", "create", "api_key", hostFile("podman-key", "larkspur-canary-6", 0o600));
    try {
      const secret = ["--secret", "api_key,mode=0400"];
      podmanRun("-d", "--name", "pod", "--user", "1000", ...secret, "busybox:local", "sh", "-c", "exec sleep 1000");
      const [inside, outside] = [await auditOf(podmanHost, "--no-proc", "--exec"), await auditOf(podmanHost)];
      expect(said(inside, "container pod")).toContain("secret-unreadable /run/secrets/api_key");
      expect(told(inside)).toEqual(told(outside));
      const why = "without the files below /run/secrets in its own layer: only podman's own storage shows them";
      expect(inside.gaps).toMatchObject([{ file: "container pod", why }]);
    } finally {
      podmanRemoveAll();
      podman("secret", "rm", "api_key");
    }
  }, 40_000);

  it("counts ids as the container does, after a user namespace", async () => {
    podman("secret", "create", "api_key", hostFile("podman-key", "larkspur-canary-6", 0o600));
    try {
      podmanRun(
        "-d",
        "--name",
        "mapped",
        "--uidmap",
        "0:100000:65536",
        "--secret",
        "api_key,mode=0400,uid=1000",
        "busybox:local",
      );
      const both = [await auditOf(podmanHost), await auditOf(podmanHost, "--no-proc", "--exec")];
      for (const one of both) {
        expect(said(one, "container mapped")).toEqual([
          "secret-mount-writable /run/secrets/api_key",
          "secret-not-in-memory /run/secrets/api_key",
        ]);
        expect(one.findings[1]?.message).toContain("0400 1000:");
      }
    } finally {
      podmanRemoveAll();
      podman("secret", "rm", "api_key");
    }
  }, 40_000);
});

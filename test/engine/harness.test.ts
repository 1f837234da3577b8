import { expect, it } from "vitest";
import {
  awaitServices,
  describeEngine,
  docker,
  dockerWith,
  ensureSwarm,
  hostFile,
  podman,
  podmanRun,
} from "./support/engine.ts";

describeEngine("the engines of these tests", () => {
  it("Docker runs a swarm service that holds its secret in memory", () => {
    ensureSwarm();
    dockerWith("larkspur-canary-1", "secret", "create", "db_pw", "-");
    docker("service", "create", "-d", "--name", "db", "--secret", "db_pw", "busybox:local");
    awaitServices("db");
    const id = docker("ps", "-q", "--filter", "label=com.docker.swarm.service.name=db");
    expect(docker("exec", id, "grep", "/run/secrets/db_pw", "/proc/self/mountinfo")).toContain(" - tmpfs tmpfs ro");
  });

  it("podman runs a container with a secret on disk", () => {
    podman("secret", "create", "db_pw", hostFile("podman-pw", "larkspur-canary-2", 0o600));
    const mounts = podmanRun("--rm", "--secret", "db_pw", "busybox:local", "cat", "/proc/self/mountinfo");
    expect(mounts).toMatch(/\/userdata\/secrets\/db_pw \/run\/secrets\/db_pw rw,/);
  });
});

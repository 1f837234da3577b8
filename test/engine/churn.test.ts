import { spawn } from "node:child_process";
import { expect, it } from "vitest";
import { audit } from "./support/audit.ts";
import { describeEngine, docker, dockerHost, hostFile } from "./support/engine.ts";

const script = `
i=0
while :; do
  i=$((i + 1))
  docker run -d --network none --name churn-$i -v "$SECRET:/run/secrets/pw:ro" busybox:local >/dev/null
  docker kill churn-$((i - 2)) >/dev/null 2>&1
  docker restart -t 0 churn-$((i - 1)) >/dev/null 2>&1
  docker rm -f churn-$((i - 3)) >/dev/null 2>&1
done
`;

describeEngine("containers that come and go", () => {
  it("are told truly or not at all, in ten audits", async () => {
    const secret = hostFile("churn", "larkspur-canary-1", 0o600);
    docker("run", "-d", "--network", "none", "--name", "steady", "-v", `${secret}:/run/secrets/pw:ro`, "busybox:local");
    const env = { ...process.env, DOCKER_HOST: dockerHost, SECRET: secret };
    const churn = spawn("sh", ["-c", script], { env, stdio: "ignore", detached: true });
    try {
      for (let round = 0; round < 10; round++) {
        const { findings, gaps, code, stderr } = await audit();
        expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
        const strange = findings.filter(
          ({ rule, key }) => rule !== "secret-not-in-memory" || key !== "/run/secrets/pw",
        );
        expect(strange).toEqual([]);
        expect(findings.map(({ file }) => file)).toContain("container steady");
        const reasons = gaps.filter(
          ({ why }) => !/ended or restarted while being read|removed while being read/.test(why),
        );
        expect(reasons).toEqual([]);
      }
    } finally {
      if (churn.pid !== undefined) process.kill(-churn.pid, "SIGKILL");
    }
  }, 60_000);
});

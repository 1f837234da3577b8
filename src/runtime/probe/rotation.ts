import { UserError } from "../../errors.ts";
import type { EngineCapture, Unseen } from "../capture.ts";
import { connect } from "./connect.ts";
import { resolveEndpoint } from "./endpoint.ts";
import { unreachable } from "./failure.ts";
import type { Host } from "./host.ts";
import { identify } from "./identity.ts";
import type { Wanted } from "./options.ts";
import { startProbeSession } from "./session.ts";
import { askSwarm } from "./swarm.ts";

/** The secrets and services of a swarm. Throws a `UserError` where they cannot all be told. */
export async function askForRotation(wanted: Wanted, host: Host): Promise<Pick<EngineCapture, "secrets" | "services">> {
  const endpoint = resolveEndpoint(wanted, host);
  const unseen: Unseen[] = [];
  const { docker, close } = connect(endpoint, unseen);
  try {
    await docker.version().catch((error: unknown) => {
      throw unreachable(error, endpoint);
    });
    const session = startProbeSession(docker, unseen, undefined, () => {});
    const engine = await identify(session);
    if (engine.product === "podman")
      throw new UserError(
        "podman has no services that could be updated one by one",
        "`podman secret create --replace NAME FILE`, then create its containers anew",
      );
    if (engine.swarm !== "manager") throw new UserError("only a swarm manager knows which services use a secret");
    const lists = await askSwarm(engine, session);
    const [missing] = unseen;
    // A service that is not known would keep the old version.
    if (missing) throw new UserError(`the rotation would be incomplete: ${missing.why}`);
    return lists;
  } finally {
    close();
  }
}

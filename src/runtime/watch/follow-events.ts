import { connect } from "../probe/connect.ts";
import { resolveEndpoint } from "../probe/endpoint.ts";
import { unreachable } from "../probe/failure.ts";
import type { Host } from "../probe/host.ts";
import type { Wanted } from "../probe/options.ts";
import { type EngineEvent, readEvent } from "./event.ts";

/** Hears an engine's events until its connection ends. Rejects with a `UserError` where no engine answers. */
export async function followEvents(
  wanted: Wanted,
  host: Host,
  signal: AbortSignal,
  hear: { open(): void; event(event: EngineEvent): void },
): Promise<void> {
  const endpoint = resolveEndpoint(wanted, host);
  const { docker, close } = connect(endpoint, []);
  signal.addEventListener("abort", close);
  try {
    await docker.events(hear.open, (line) => {
      const event = readEvent(line);
      if (event) hear.event(event);
    });
  } catch (error) {
    throw unreachable(error, endpoint);
  } finally {
    signal.removeEventListener("abort", close);
    close();
  }
}

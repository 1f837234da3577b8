import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { dockerHost } from "./engine.ts";

/**
 * What somebody between the audit and the engine makes of a call: nothing comes back, or another body than the
 * engine's.
 */
type Change = (path: string) => "silence" | ((body: string) => string) | undefined;

/** Is between the audit and Docker, and returns its own address and what ends it. */
export async function between(change: Change): Promise<{ host: string; close(): void }> {
  const server = createServer((call, answer) => {
    const path = call.url ?? "";
    const done = change(path);
    if (done === "silence") return;
    const onward = request(
      { socketPath: dockerHost.replace("unix://", ""), path, method: call.method ?? "GET" },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const body = Buffer.concat(chunks);
          answer.writeHead(response.statusCode ?? 500, { "content-type": "application/json" });
          answer.end(done ? done(body.toString("utf8")) : body);
        });
      },
    );
    onward.on("error", () => answer.destroy());
    call.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { host: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, close };
}

import { request } from "node:http";
import type { Line } from "./exchange.ts";
import { failure } from "./failure.ts";

/** No event of an engine is longer. */
const longestLine = 1024 * 1024;
/** A connection that is silent for so long is asked whether it still lives. */
const silence = 30_000;

/**
 * Follows an answer that never ends, line by line. Resolves when it ends after all, and rejects where it does not
 * begin.
 */
export function follow(line: Line, path: string, open: () => void, tell: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...line.way, method: "GET", path: `${line.way.path ?? ""}${path}` });
    line.open.add(asked);
    const late = setTimeout(() => asked.destroy(failure({ failed: "late" })), line.limits.head);
    asked.on("error", reject);
    asked.on("close", () => {
      clearTimeout(late);
      line.open.delete(asked);
      resolve();
    });
    asked.on("response", (response) => {
      clearTimeout(late);
      const { statusCode = 0 } = response;
      if (statusCode !== 200) {
        reject(failure({ failed: "status", status: statusCode }));
        asked.destroy();
        return;
      }
      response.socket.setKeepAlive(true, silence);
      open();
      let rest = "";
      response.setEncoding("utf8").on("data", (piece: string) => {
        const lines = (rest + piece).split("\n");
        rest = lines.pop() ?? "";
        if (rest.length > longestLine) asked.destroy();
        for (const one of lines) if (one !== "") tell(one);
      });
      response.on("error", () => asked.destroy());
      response.on("end", () => asked.destroy());
    });
    asked.end();
  });
}

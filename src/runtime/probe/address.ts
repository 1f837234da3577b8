/** Where a connection goes. */
export type Address =
  | { to: "socket"; path: string }
  | { to: "network"; hostname: string; port: string; secure: boolean; prefix: string }
  | { to: "ssh"; hostname: string; port: string; user: string };

/** Reads `unix://`, `npipe://`, `tcp://`, `http(s)://` and `ssh://`; nothing where the text is no such address. */
export function parseAddress(url: string): Address | undefined {
  const [, scheme = "", rest = ""] = /^(\w+):\/\/(.+)$/s.exec(url) ?? [];
  if (scheme === "unix") return { to: "socket", path: rest };
  if (scheme === "npipe") return { to: "socket", path: rest.replaceAll("\\", "/") };
  try {
    // Only of http does the parser know that a host has a name; only of other schemes does it keep the usual port.
    const { hostname } = new URL(`http://${rest}`);
    const { port, username, password, pathname, search, hash } = new URL(`tcp://${rest}`);
    if (search || hash) return undefined;
    const prefix = pathname.replace(/\/+$/, "");
    if (scheme === "ssh") {
      // Docker takes no password from an address; a path would name a socket of the other machine.
      if (password || prefix) return undefined;
      return { to: "ssh", hostname: new URL(url).hostname, port, user: decodeURIComponent(username) };
    }
    if (!/^(?:tcp|https?)$/.test(scheme)) return undefined;
    return { to: "network", hostname: hostname.replace(/^\[|\]$/g, ""), port, secure: scheme === "https", prefix };
  } catch {
    return undefined;
  }
}

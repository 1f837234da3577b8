/** Whether the terminal is one of those known to make a link of OSC 8; others could show what is around it. */
export function showsLinks(isTerminal: boolean, env: NodeJS.ProcessEnv): boolean {
  const { FORCE_HYPERLINK, NO_COLOR, TERM } = env;
  if (TERM === "dumb") return false;
  if (FORCE_HYPERLINK !== undefined) return FORCE_HYPERLINK !== "0" && FORCE_HYPERLINK !== "false";
  // The pages are on this machine, and the terminal of an ssh session on another one.
  if (!isTerminal || NO_COLOR || env.SSH_CONNECTION !== undefined) return false;
  const byName = ["iTerm.app", "WezTerm", "vscode", "ghostty"].includes(env.TERM_PROGRAM ?? "");
  const byMark = ["KITTY_WINDOW_ID", "WT_SESSION", "DOMTERM"].some((name) => env[name] !== undefined);
  // The first VTE that knows them, 0.50.0, ends with an error when it meets one.
  return byName || byMark || TERM === "xterm-kitty" || Number(env.VTE_VERSION) > 5000;
}

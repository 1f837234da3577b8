import { soleLiteral } from "../facts/value.ts";
import { factRule } from "./rule.ts";

/** A swarm whose managers store the key of its secrets beside them. */
export const swarmUnlocked = factRule({
  id: "swarm-unlocked",
  over: "setting",
  title: "A swarm manager stores the key of the swarm's secrets on its disk",
  why: "A swarm encrypts its secrets on the disk of every manager. Without autolock, the key is stored beside them, so that a stolen disk or a backup of /var/lib/docker/swarm opens all secrets. With autolock, a manager that restarts asks for a key. Somebody must then unlock it.",
  severity: "info",
  tags: ["CWE-312", "CWE-321"],
  messages: {
    unlocked: {
      what: "autolock is off: the disk of each manager contains the swarm's secrets and the key that opens them",
      instead: "turn autolock on if somebody can unlock a manager after each restart; keep the unlock key elsewhere",
      paste: "docker swarm update --autolock=true",
    },
  },
  examples: [
    {
      bad: { files: { "engine.yaml": "autolock: false\n" } },
      good: { files: { "engine.yaml": "autolock: true\n" } },
    },
    {
      bad: { files: { "engine.yaml": "autolock: false\ncontainers: {app: {}}\n" } },
      good: { files: { "engine.yaml": "containers: {app: {}}\n" } },
    },
  ],

  check(setting) {
    if (setting.key !== "autolock" || soleLiteral(setting.value)?.text.equals("false") !== true) return;
    return { at: setting, key: "autolock", say: "unlocked" };
  },
});

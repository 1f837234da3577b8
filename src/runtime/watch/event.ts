import { at, object, text } from "../readers/json.ts";

/** What an audit wants to know of an event. Commands and labels, which events carry too, are left out. */
export interface EngineEvent {
  /** `look`: this container should be looked at now; `change`: something else is different. */
  calls: "look" | "change";
  /** Of the container. */
  id: string;
}

const things = new Set(["service", "secret", "config", "volume", "network", "image"]);
const ends = new Set(["die", "destroy", "remove", "update", "kill", "stop"]);

/** Reads one line of the engine's events; nothing where it changes nothing that an audit sees. */
export function readEvent(line: string): EngineEvent | undefined {
  const event = parsed(line);
  const type = text(event.Type) ?? "";
  // `exec_create: sh -c …` carries a whole command.
  const action = /^[a-z_]+(?:: (?:un)?healthy$)?/.exec(text(event.Action) ?? text(event.status) ?? "")?.[0] ?? "";
  const id = text(at(event, "Actor", "ID")) ?? text(event.id) ?? "";
  if (things.has(type))
    return /^(?:create|update|remove|delete|tag|untag|import|pull|load)$/.test(action)
      ? { calls: "change", id }
      : undefined;
  if (type !== "container") return undefined;
  if (/^(?:start|rename|health_status: unhealthy|unpause)$/.test(action)) return { calls: "look", id };
  return ends.has(action) ? { calls: "change", id } : undefined;
}

function parsed(line: string): ReturnType<typeof object> {
  try {
    return object(JSON.parse(line));
  } catch {
    return {};
  }
}

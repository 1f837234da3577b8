import { groupBy } from "../facts/group-by.ts";
import type { Binding, Part, Span, Value } from "../facts/index.ts";
import { oncePer } from "../facts/once.ts";
import { showReferred } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import type { Move } from "../rules/move.ts";
import { planBuildMount } from "./build-mount.ts";
import type { PlanContext } from "./context.ts";
import type { Plan } from "./plan.ts";
import { planToSecret } from "./to-secret.ts";

export type { PlanContext } from "./context.ts";
export type { Change, Plan } from "./plan.ts";
export { stepWords } from "./step-words.ts";

/** The plan for what a rule asked for. */
export function planFor(move: Move, context: PlanContext): Plan {
  switch (move.move) {
    case "to-secret":
      return planToSecret(move, context);
    case "build-mount":
      return planBuildMount(move);
    case "ignore-file":
      return planIgnore(move);
    case "rename-variable":
      return planRename(move);
    case "require-variable":
      return planDefault(move, context);
    case "grant":
      return planGrant(move, context);
    case "define":
      return planDefine(move, context);
  }
}

function planIgnore({ ignoreFile: file, path }: Extract<Move, { move: "ignore-file" }>): Plan {
  const title = `keep ${path} out of the build context`;
  // A pattern, or a comment.
  if (/[*?[\]\\!#\s]/.test(path))
    return { title, safety: "manual", steps: [{ step: "tell", say: `name it in ${file}` }], cautions: [] };
  return {
    title,
    safety: "review",
    steps: [
      { step: "edit", edit: { syntax: "ignore-file", file, change: "ignore", line: path } },
      { step: "tell", say: "grant it to the container that needs it at run time" },
    ],
    cautions: [],
  };
}

function planRename({ binding, name }: Extract<Move, { move: "rename-variable" }>): Plan {
  const { file } = binding.place;
  const syntax = binding.sink === "env-file" ? "env-file" : "compose";
  return {
    title: `rename ${binding.name} to ${name}`,
    safety: "safe",
    steps: [{ step: "edit", edit: { syntax, file, change: "rename-variable", binding, name } }],
    cautions: [],
  };
}

/** The image's own way, where the fallback is all of the value and nothing sets the variable here. */
function planDefault(move: RequireVariable, context: PlanContext): Plan {
  const { better, binding } = move;
  const [part] = binding.value;
  const isSet = part?.is === "reference" && isInDotEnv(part.to.name, binding, context.world);
  const plan = better && !isSet ? planToSecret(better, context) : undefined;
  return plan && plan.safety !== "manual" ? plan : planRequire(move);
}

/** Whether the `.env` of the file's folder sets a variable, or one of a folder above: Compose reads it by itself. */
function isInDotEnv(name: string, { place }: Binding, world: World): boolean {
  return (
    foldersWith(world)
      .get(name)
      ?.some((folder) => place.file.startsWith(folder)) === true
  );
}

/** The folders whose `.env` sets a variable, each with its slash. */
const foldersWith = oncePer((world: World) => {
  const inDotEnv = ({ sink, place }: Binding) => sink === "env-file" && /(?:^|\/)\.env$/.test(place.file);
  const folders = new Map<string, string[]>();
  for (const [name, all] of groupBy(world.all("binding").filter(inDotEnv), ({ name }) => name))
    folders.set(name, [...new Set(all.map(({ place }) => place.file.slice(0, -".env".length)))]);
  return folders;
});

type RequireVariable = Extract<Move, { move: "require-variable" }>;

function planRequire({ binding, span }: RequireVariable): Plan {
  const found = innermost(binding.value, span);
  const name = found && showReferred(found);
  const title = `require ${name ?? binding.name}`;
  if (!found || name === undefined || binding.place.in !== "text")
    return { title, safety: "manual", steps: [{ step: "tell", say: "delete the fallback" }], cautions: [] };
  const { file } = binding.place;
  return {
    title,
    safety: "review",
    steps: [
      {
        step: "edit",
        edit: {
          syntax: "compose",
          file,
          change: "replace",
          name: binding.name,
          span: found.span,
          text: `\${${name}:?set ${name}}`,
        },
      },
      { step: "tell", say: `set ${name} where it is started: in the environment, or in a .env that git ignores` },
    ],
    cautions: [],
  };
}

type Reference = Extract<Part, { is: "reference" }>;

/** The reference whose own fallback is at this place. */
function innermost(value: Value, span: Span): Reference | undefined {
  for (const part of value) {
    if (part.is !== "reference" || !part.fallback || span[0] < part.span[0] || part.span[1] < span[1]) continue;
    return innermost(part.fallback, span) ?? part;
  }
  return undefined;
}

function planGrant({ service, secret, defined }: Extract<Move, { move: "grant" }>, context: PlanContext): Plan {
  const { name = "the service", place } = context.world.subject(service) ?? {};
  const file = place?.file ?? "";
  return {
    title: `grant ${secret} to ${name}`,
    safety: defined ? "safe" : "review",
    steps: [
      { step: "edit", edit: { syntax: "compose", file, change: "grant", services: [name], secret } },
      ...(defined ? [] : defining(file, secret, context)),
    ],
    cautions: [],
  };
}

function planDefine({ service, secret }: Extract<Move, { move: "define" }>, context: PlanContext): Plan {
  const file = context.world.subject(service)?.place.file ?? "";
  return { title: `define ${secret}`, safety: "review", steps: defining(file, secret, context), cautions: [] };
}

function defining(file: string, secret: string, context: PlanContext): Plan["steps"] {
  const { source } = context.secretFile(file, secret);
  return [
    { step: "edit", edit: { syntax: "compose", file, change: "define", secret, source } },
    { step: "tell", say: `write the secret into ${source}` },
  ];
}

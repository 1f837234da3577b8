import type { BuildLack, BuildMount } from "../rules/move.ts";
import type { Plan, Step } from "./plan.ts";

/** The plan that replaces a build argument by a secret of the build. */
export function planBuildMount(move: BuildMount): Plan {
  const { argument, id, binding } = move;
  const { file } = binding.place;
  const title = `mount ${argument} as a build secret`;
  const tell = (say: string): Step => ({ step: "tell", say });
  if ("lacks" in move)
    return { title, safety: "manual", steps: [tell(lackWords(move.lacks, argument, id))], cautions: [] };
  const at = { syntax: "dockerfile", file } as const;
  return {
    title,
    safety: "review",
    steps: [
      ...move.declared.map((one): Step => ({ step: "edit", edit: { ...at, change: "remove-argument", binding: one } })),
      ...move.commands.map(
        (command): Step => ({ step: "edit", edit: { ...at, change: "mount", command, id, variable: argument } }),
      ),
      { step: "run", words: ["docker", "build", "--secret", `id=${id},env=${argument}`, "."] },
    ],
    cautions: ["`env=` needs Docker 27.2, or `# syntax=docker/dockerfile:1` as the first line"],
  };
}

function lackWords(lack: BuildLack, argument: string, id: string): string {
  const mount = `--mount=type=secret,id=${id},env=${argument}`;
  switch (lack) {
    case "passed":
      return `delete the ARG, give the RUN that needs it ${mount}, and pass it as a build secret where it is an argument now`;
    case "promoted":
      return `the image keeps ${argument} in ENV or LABEL: a program that runs needs it from /run/secrets/${id}, by a grant`;
    case "which":
      return `add ${mount} to the RUN that needs ${argument}, and delete the ARG`;
    case "unused":
      return `no RUN follows the ARG: delete it`;
    case "escapes":
      return `a command writes ${argument} to a file or prints it, which a mount would not prevent: let the program read it directly`;
    case "unread":
      return `not every command of this Dockerfile can be read: add ${mount} where ${argument} is needed`;
  }
}

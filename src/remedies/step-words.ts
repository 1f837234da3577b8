import type { Change, Step } from "./plan.ts";

/** A step for a person. What edits do is only said where there are none: a diff shows it better. */
export function stepWords(step: Step, hasNoEdit: boolean): string[] {
  switch (step.step) {
    case "tell":
      return [step.say];
    case "run":
      return [`run ${step.words.join(" ")}`];
    case "move-value":
      return hasNoEdit ? [`store a new value in ${step.file}`] : [];
    case "edit":
      return hasNoEdit ? [changeWords(step.edit)] : [];
  }
}

function changeWords(change: Change): string {
  switch (change.change) {
    case "rename-variable":
      if (change.value === undefined) return `rename ${change.binding.name} to ${change.name}`;
      return change.name === change.binding.name
        ? `set ${change.name} to ${change.value}`
        : `replace ${change.binding.name} by ${change.name}, set to ${change.value}`;
    case "replace":
      return `write ${change.text} in ${change.name}`;
    case "grant":
      return `add ${grantWords(change)} to the secrets of ${change.services.join(", ")}`;
    case "define":
      return `define ${change.secret} below the top-level secrets of ${change.file}, with file: ${change.source}`;
    case "remove-argument":
      return `delete the ARG of ${change.binding.name}`;
    case "mount":
      return `add --mount=type=secret,id=${change.id},env=${change.variable} to the RUN`;
    case "ignore":
      return `add ${change.line} to ${change.file}`;
  }
}

function grantWords({ secret, target }: { secret: string; target?: string }): string {
  return target === undefined ? secret : `{source: ${secret}, target: ${target}}`;
}

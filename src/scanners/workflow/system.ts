import type { System } from "../../facts/index.ts";

/** Whose file this is: its place and its name say so, or what it begins with. */
export function systemOf(file: string, text: string): System {
  const path = file.toLowerCase();
  if (/\.gitlab-ci|(?:^|\/)\.?gitlab(?:-ci)?\//.test(path)) return "GitLab CI";
  if (/(?:^|\/)\.circleci\//.test(path)) return "CircleCI";
  if (/(?:^|\/)\.?azure-?(?:pipelines?|devops)?[^/]*(?:\/|\.ya?ml$)/.test(path)) return "Azure Pipelines";
  return /^(?:stages|before_script|default)[ \t]*:/m.test(text) && !/^[ \t]*runs-on[ \t]*:/m.test(text)
    ? "GitLab CI"
    : "GitHub Actions";
}

const topLevel =
  /^["']?(?:on|jobs|runs|inputs|stages|variables|include|default|image|services|before_script|after_script|workflow|orbs|workflows|executors|commands|steps|trigger|pool|pr|resources|extends|parameters|spec)["']?[ \t]*:/m;

/** Whether a file that is called like a workflow has a top-level key of one, or a job of GitLab's. */
export function readsAsWorkflow(text: string): boolean {
  if (/^apiVersion[ \t]*:/m.test(text)) return false;
  return topLevel.test(text) || /^[ \t]+(?:script|extends|trigger)[ \t]*:/m.test(text);
}

/** Whether a file of any name is a workflow of GitHub Actions. */
export function looksLikeWorkflow(text: string): boolean {
  return /^["']?jobs["']?[ \t]*:/m.test(text) && /^[ \t]+(?:runs-on|uses)[ \t]*:/m.test(text);
}

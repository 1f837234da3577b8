const modules = "container|container_exec|image|image_build|login|secret|swarm_service|service";
const name = new RegExp(`^(?:community\\.docker\\.|containers\\.podman\\.)?((?:docker|podman)_(?:${modules}))$`);

/** The module a task's key names, where it starts containers, builds images or keeps secrets. */
export function moduleName(key: string): string | undefined {
  return name.exec(key)?.[1];
}

/**
 * Whether a file is a play, or tasks, with work for one of these modules: by where it is, by the hosts that a play
 * names, or by a module's full name.
 */
export function readsAsPlaybook(path: string, text: string): boolean {
  return hasTask(text) && (isPlaybookName(path) || /^(?:-| ) hosts[ \t]*:/m.test(text) || fullName.test(text));
}

const fullName = /^[ \t]*(?:- )?(?:community\.docker|containers\.podman)\.(?:docker|podman)_[a-z_]+[ \t]*:/m;

/** Whether a file is where Ansible looks for tasks and plays. */
function isPlaybookName(path: string): boolean {
  return /(?:^|\/)(?:roles|playbooks?|tasks|handlers|ansible)\/|(?:^|\/)(?:[^/]*playbook|site|tasks)[^/]*\.ya?ml$/i.test(
    path,
  );
}

/** Whether a text has a task of one of these modules. */
function hasTask(text: string): boolean {
  return /(?:docker|podman)_/.test(text) && /^[ \t]*(?:- )?(?:[\w.]+\.)?(?:docker|podman)_[a-z_]+[ \t]*:/m.test(text);
}

const modules = "container|container_exec|image|image_build|login|secret|swarm_service|service";
const name = new RegExp(`^(?:community\\.docker\\.|containers\\.podman\\.)?((?:docker|podman)_(?:${modules}))$`);

/** The module a task's key names, where it starts containers, builds images or keeps secrets. */
export function moduleName(key: string): string | undefined {
  return name.exec(key)?.[1];
}

/** Whether a file lies where Ansible looks for tasks and plays. */
export function isPlaybookName(path: string): boolean {
  return /(?:^|\/)(?:roles|playbooks?|tasks|handlers|ansible)\/|(?:^|\/)(?:[^/]*playbook|site|tasks)[^/]*\.ya?ml$/i.test(
    path,
  );
}

/** Whether a text has a task of one of these modules. */
export function hasTask(text: string): boolean {
  return /(?:docker|podman)_/.test(text) && /^[ \t]*(?:- )?(?:[\w.]+\.)?(?:docker|podman)_[a-z_]+[ \t]*:/m.test(text);
}

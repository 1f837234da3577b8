const modules = "container|container_exec|image|image_build|login|secret|swarm_service|service";
const name = new RegExp(`^(?:community\\.docker\\.|containers\\.podman\\.)?((?:docker|podman)_(?:${modules}))$`);

/** The module a task's key names, where it starts containers, builds images or keeps secrets. */
export function moduleName(key: string): string | undefined {
  return name.exec(key)?.[1];
}

/** Whether a file is a play, tasks, or variables for them. */
export function readsAsPlaybook(path: string, text: string): boolean {
  return isVariableFile(path) || readsAsTasks(path, text);
}

/**
 * By the hosts that a play names, by a module's full name, or by where the file is: then a short name of a module does.
 */
function readsAsTasks(path: string, text: string): boolean {
  if (/^(?:-| ) (?:hosts|import_playbook)[ \t]*:/m.test(text)) return true;
  return fullName.test(text) || (isPlaybookName(path) && shortName.test(text));
}

/**
 * Whether Ansible takes a file for variables by its place: of a group, of a host, the defaults of a role. A folder
 * called `vars` may belong to something else.
 */
export function isVariableFile(path: string): boolean {
  return (
    /(?:^|\/)(?:group|host)_vars\/(?:[^/]+\/)*[^/]+$/i.test(path) ||
    /(?:^|\/)(?:roles\/[^/]+|[^/]+)\/(?:defaults|vars)\/main(?:\.ya?ml)?$/i.test(path) ||
    /(?:^|\/)(?:roles\/[^/]+|(?:[^/]*ansible[^/]*|playbooks?)(?:\/[^/]+)*)\/(?:defaults|vars)\/(?:[^/]+\/)*[^/]+\.ya?ml$/i.test(
      path,
    )
  );
}

const fullName =
  /^[ \t]*(?:- )?(?:ansible\.(?:builtin|posix|windows)|community\.[a-z]+|containers\.podman|kubernetes\.core)\.[a-z_]+[ \t]*:/m;
const shortName =
  /^[ \t]*(?:- )?(?:[\w.]+\.)?(?:(?:docker|podman|mysql|postgresql|mongodb|k8s|win)_[a-z_]+|shell|command|raw|user|uri|template|copy|lineinfile|blockinfile|replace|apt|yum|dnf|package|service|systemd|file|git|get_url|include_role|import_role|include_tasks|import_tasks|set_fact|debug)[ \t]*:/m;

/** Whether a file is where Ansible looks for tasks and plays. */
function isPlaybookName(path: string): boolean {
  return /(?:^|\/)(?:roles|playbooks?|tasks|handlers|ansible)\/|(?:^|\/)(?:[^/]*playbook|site|tasks)[^/]*\.ya?ml$/i.test(
    path,
  );
}

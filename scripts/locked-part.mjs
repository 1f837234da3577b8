/** The part of a lock file that some packages need, as the lock file of a project that depends on no others. */
export function lockedPart(lock, names) {
  const root = lock.packages[""];
  const versions = { ...root.dependencies, ...root.devDependencies };
  const dependencies = Object.fromEntries(names.map((name) => [name, versions[name]]));
  const packages = { "": { name: "build", version: "0.0.0", private: true, dependencies } };
  const take = (name, folder) => {
    const path = found(lock.packages, name, folder);
    if (path === undefined || packages[path]) return;
    const { dev, devOptional, ...locked } = lock.packages[path];
    packages[path] = locked;
    const needed = { ...locked.dependencies, ...locked.optionalDependencies, ...locked.peerDependencies };
    for (const one of Object.keys(needed)) take(one, path);
  };
  for (const name of names) take(name, "");
  return { name: "build", version: "0.0.0", lockfileVersion: lock.lockfileVersion, requires: true, packages };
}

/** Where Node finds a package: in a folder's own node_modules, or in that of a folder above. */
function found(packages, name, folder) {
  const path = `${folder === "" ? "" : `${folder}/`}node_modules/${name}`;
  if (packages[path]) return path;
  if (folder === "") return undefined;
  const above = folder.lastIndexOf("/node_modules/");
  return found(packages, name, above === -1 ? "" : folder.slice(0, above));
}

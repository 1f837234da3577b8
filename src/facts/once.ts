/** A function that finds something when it is first asked, and keeps it. */
export function once<Found>(find: () => Found): () => Found {
  let found: { it: Found } | undefined;
  return () => {
    found ??= { it: find() };
    return found.it;
  };
}

/** What is found once for each world, or another key that lives as long as a run. */
export function oncePer<Key extends WeakKey, Found>(find: (key: Key) => Found): (key: Key) => Found {
  const known = new WeakMap<Key, { it: Found }>();
  return (key) => {
    const found = known.get(key) ?? { it: find(key) };
    known.set(key, found);
    return found.it;
  };
}

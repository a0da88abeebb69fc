/**
 * A small store for what is expensive to build and always comes out the same, such as Intl formatters.
 * Bounded, because keys may come from a request (a locale, a time zone): when it is full the entry that
 * was made first makes room, so a stream of odd keys costs time and never memory.
 */
export function memo<V>(limit: number): (key: string, make: () => V) => V {
  const entries = new Map<string, V>();
  return (key, make) => {
    const known = entries.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (entries.size >= limit) {
      const oldest = entries.keys().next();
      if (!oldest.done) entries.delete(oldest.value);
    }
    entries.set(key, made);
    return made;
  };
}

/**
 * A small cache for values that are expensive to build and never change, such as Intl formatters. It is bounded,
 * because keys may come from a request (a locale, a time zone): when it is full the oldest entry is evicted, so
 * a stream of odd keys costs time but no memory.
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

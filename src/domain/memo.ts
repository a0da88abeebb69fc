/** Values by key, the newest so many of them: when it is full the oldest is evicted, so a stream of odd keys takes no memory. */
export type Recent<V> = {
  readonly get: (key: string) => V | undefined;
  /** Returns the value. */
  readonly keep: (key: string, value: V) => V;
};

export function recent<V>(limit: number): Recent<V> {
  const entries = new Map<string, V>();
  return {
    get: (key) => entries.get(key),
    keep: (key, value) => {
      if (entries.size >= limit) {
        const oldest = entries.keys().next();
        if (!oldest.done) entries.delete(oldest.value);
      }
      entries.set(key, value);
      return value;
    },
  };
}

/**
 * A small cache for values that are expensive to build and never change, such as Intl formatters. It is bounded,
 * because keys may come from a request (a locale, a time zone).
 */
export function memo<V>(limit: number): (key: string, make: () => V) => V {
  const made = recent<V>(limit);
  return (key, make) => {
    const known = made.get(key);
    return known === undefined ? made.keep(key, make()) : known;
  };
}

/** A value that ends in a full stop, isolated or not (`Acme Inc.`). */
const ENDS_IN_STOP = /\.\u2069?$/;

/**
 * The same texts where a value that ends in a full stop, and with it a sentence, does not bring a second one. It is done
 * here, since every sentence in every language may end with a name.
 */
export function withOneStop<T extends object>(texts: T): T {
  const parts = new Map<PropertyKey, unknown>();
  return new Proxy(texts, {
    get: (target, key, receiver) => {
      if (parts.has(key)) return parts.get(key);
      const value: unknown = Reflect.get(target, key, receiver);
      const isText = (typeof value !== 'object' && typeof value !== 'function') || value === null;
      const part = isText ? value : withOneStop(value);
      parts.set(key, part);
      return part;
    },
    apply: (target, self, places: readonly unknown[]) => {
      const text: unknown = typeof target === 'function' ? Reflect.apply(target, self, places) : target;
      return typeof text === 'string' ? oneStop(text, places) : text;
    },
  });
}

/** A text in which these values were placed. */
export const oneStop = (text: string, places: readonly unknown[]): string =>
  places.reduce<string>(
    (joined, place) =>
      typeof place === 'string' && ENDS_IN_STOP.test(place) ? joined.replaceAll(`${place}.`, place) : joined,
    text,
  );

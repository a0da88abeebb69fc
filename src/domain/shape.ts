import type { Json } from './json.ts';

/**
 * Reads a stored value, or says undefined where it has another shape: written by another version of ours, or erased.
 * Fields that it does not name are left out.
 */
export type Shape<T extends Json> = (stored: unknown) => T | undefined;

/** What a shape reads. */
export type Read<S> = S extends Shape<infer T> ? T : never;

type Shapes = { readonly [name: string]: Shape<Json> };
type Required<R extends Shapes> = { readonly [K in keyof R]: Read<R[K]> };
type Optional<O extends Shapes> = { readonly [K in keyof O]?: Read<O[K]> };

export const text: Shape<string> = (stored) => (typeof stored === 'string' ? stored : undefined);
export const yesOrNo: Shape<boolean> = (stored) => (typeof stored === 'boolean' ? stored : undefined);
/** A count, minor units or an instant. */
export const integer: Shape<number> = (stored) =>
  typeof stored === 'number' && Number.isSafeInteger(stored) ? stored : undefined;
/** Nothing but what the entry's name says. */
export const nothing: Shape<null> = (stored) => (stored === null ? null : undefined);

/** One of these words. */
export const oneOf =
  <const T extends string>(...words: readonly T[]): Shape<T> =>
  (stored) =>
    words.find((word) => word === stored);

export const orNull =
  <T extends Json>(shape: Shape<T>): Shape<T | null> =>
  (stored) =>
    stored === null ? null : shape(stored);

export const listOf =
  <T extends Json>(shape: Shape<T>): Shape<readonly T[]> =>
  (stored) => {
    if (!Array.isArray(stored)) return undefined;
    const read = stored.map((item: unknown) => shape(item)).filter((item) => item !== undefined);
    return read.length === stored.length ? read : undefined;
  };

/** An object with these fields, and perhaps those. */
export function fields<R extends Shapes>(required: R): Shape<Required<R>>;
export function fields<R extends Shapes, O extends Shapes>(
  required: R,
  optional: O,
): Shape<Required<R> & Optional<O>>;
export function fields(required: Shapes, optional: Shapes = {}): Shape<{ readonly [name: string]: Json }> {
  return (stored) => {
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return undefined;
    const read: { [name: string]: Json } = {};
    for (const [name, shape] of Object.entries({ ...optional, ...required })) {
      const isGiven = Object.hasOwn(stored, name);
      if (!isGiven && Object.hasOwn(optional, name)) continue;
      const value = isGiven ? shape(Reflect.get(stored, name)) : undefined;
      if (value === undefined) return undefined;
      read[name] = value;
    }
    return read;
  };
}

/** One of two shapes, the first that fits. */
export const either =
  <A extends Json, B extends Json>(first: Shape<A>, second: Shape<B>): Shape<A | B> =>
  (stored) =>
    first(stored) ?? second(stored);

import { z } from 'zod';
import { type Id, type IdPrefix, parseId } from '../../../domain/ids.ts';

// The portal's schemas carry no messages: the page says what is wrong, in the customer's language.

/** A field as hono passes it: a list if it occurs several times. */
const given = z.union([z.string(), z.array(z.string())]).optional();

/** A field's text, the first of several; null if absent. */
export const textOrNull = given.transform((value) =>
  typeof value === 'string' ? value : (value?.[0] ?? null),
);

/** A field's text, the first of several; `missing` if absent. */
export const text = (missing = '') => textOrNull.transform((value) => value ?? missing);

/** All values under one name, in their order. */
export const texts = given.transform((value) => (typeof value === 'string' ? [value] : (value ?? [])));

/** Parses a field by a rule of the domain; null makes the field invalid. */
export const read = <T>(rule: (typed: string) => T | null) =>
  text().transform((typed, context): T => {
    const value = rule(typed);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', input: typed });
    return z.NEVER;
  });

/** An id of ours with that prefix. */
export const id = <P extends IdPrefix>(prefix: P) => read((typed): Id<P> | null => parseId(prefix, typed));

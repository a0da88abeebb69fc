import { z } from 'zod';
import { type Id, type IdPrefix, parseId } from '../../../domain/ids.ts';

// No schema of the portal has words of its own: the page says what is wrong, in the customer's language.

/** As hono hands a field over: a list where it came several times. */
const given = z.union([z.string(), z.array(z.string())]).optional();

/** What was typed into a field, the first of several; null where it did not come at all. */
export const textOrNull = given.transform((value) =>
  typeof value === 'string' ? value : (value?.[0] ?? null),
);

/** What was typed into a field, the first of several; `missing` where it did not come at all. */
export const text = (missing = '') => textOrNull.transform((value) => value ?? missing);

/** Everything that came under one name, in its order. */
export const texts = given.transform((value) => (typeof value === 'string' ? [value] : (value ?? [])));

/** What a rule of the domain makes of a field. Where it answers null, the field is wrong. */
export const read = <T>(rule: (typed: string) => T | null) =>
  text().transform((typed, context): T => {
    const value = rule(typed);
    if (value !== null) return value;
    context.addIssue({ code: 'custom', input: typed });
    return z.NEVER;
  });

/** An id of ours with that prefix. */
export const id = <P extends IdPrefix>(prefix: P) => read((typed): Id<P> | null => parseId(prefix, typed));

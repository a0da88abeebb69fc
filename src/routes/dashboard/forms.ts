import { zValidator } from '@hono/zod-validator';
import type { Context as HonoContext } from 'hono';
import { type ZodType, z } from 'zod';
import { type Id, type IdPrefix, parseId } from '../../domain/ids.ts';
import { respondBare } from './respond.ts';

/** A failed validation: the invalid fields, and the raw input, to be shown again. */
export type RefusedForm = { readonly fields: ReadonlySet<PropertyKey>; readonly came: unknown };

type Refuse = (c: HonoContext, refused: RefusedForm) => Response | Promise<Response>;

const missing: Refuse = (c) => respondBare(c, 404, 'not_found');

const validated =
  <Target extends 'form' | 'query' | 'param'>(target: Target) =>
  /** Parses by a schema. Invalid input is answered by `refuse`, by default with *not found*. */
  <T extends ZodType>(schema: T, refuse: Refuse = missing) =>
    zValidator(target, schema, (result, c: HonoContext) => {
      if (result.success) return undefined;
      const fields = new Set(result.error.issues.flatMap(({ path }) => path.slice(0, 1)));
      return refuse(c, { fields, came: result.data });
    });

/** The fields of a POST, which the guard has read and whose token it has checked. */
export const dashboardForm = validated('form');

/** The query string. */
export const dashboardQuery = validated('query');

/** The path's parameters. */
export const dashboardPath = validated('param');

const given = z.union([z.string(), z.array(z.string())]).optional();

/** A field's text, the first of several; `missing` if absent. */
export const text = (absent = '') =>
  given.transform((value) => (typeof value === 'string' ? value : (value?.[0] ?? absent)));

/** An id of ours with that prefix; anything else makes the field invalid. */
export const idOf = <P extends IdPrefix>(prefix: P) =>
  text().transform((typed, context): Id<P> => {
    const id = parseId(prefix, typed);
    if (id !== null) return id;
    context.addIssue({ code: 'custom', input: typed });
    return z.NEVER;
  });

import { zValidator } from '@hono/zod-validator';
import type { Context as HonoContext } from 'hono';
import type { ZodType } from 'zod';
import type { PortalContext } from './env.ts';
import { respondMissing } from './respond.ts';

/** A failed validation: the invalid fields, and the raw input, to be shown again. */
export type Refused = { readonly fields: ReadonlySet<PropertyKey>; readonly came: unknown };

type Refuse = (c: PortalContext, refused: Refused) => Response | Promise<Response>;

const validated =
  <Target extends 'form' | 'query' | 'param'>(target: Target) =>
  /** Parses by a schema. Invalid input is answered by `refuse`, by default with *not found*. */
  <T extends ZodType>(schema: T, refuse: Refuse = respondMissing) =>
    zValidator(target, schema, (result, c: HonoContext) => {
      if (result.success) return undefined;
      const fields = new Set(result.error.issues.flatMap(({ path }) => path.slice(0, 1)));
      return refuse(c, { fields, came: result.data });
    });

/** The fields of a POST, which `guard.ts` has read and whose token it has checked. */
export const portalForm = validated('form');

/** The query string. */
export const portalQuery = validated('query');

/** The path's parameters. */
export const portalPath = validated('param');

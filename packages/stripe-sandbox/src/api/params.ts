import { z } from 'zod';
import { type ApiError, invalidRequest, parameterMissing, parameterUnknown } from '../core/api-error.ts';
import type { Json, JsonObject } from '../core/json.ts';

// The building blocks of request schemas. Forms carry every value as text.

/** A whole number. */
export const integer = z
  .string()
  .regex(/^-?\d{1,15}$/, 'integer')
  .transform(Number);
export const boolean = z.enum(['true', 'false'], 'boolean').transform((text) => text === 'true');
export const text = (max = 5000) => z.string().max(max, `too_long:${max}`);
/** Text that may be sent empty to unset the value, which gives null. */
export const emptyable = (max = 5000) => text(max).transform((value) => (value === '' ? null : value));
export const id = z.string().min(1, 'empty');
/** The longest name of a product. */
export const PRODUCT_NAME = 250;
/** Metadata: up to 50 keys of 40 characters with values of 500; empty text clears it. */
export const metadata = z.union(
  [z.literal('').transform(() => null), z.record(text(40), text(500))],
  'object',
);
const emailOf = (max: number) => text(max).regex(/^(|[^\s@]+@[^\s@]+\.[^\s@]+)$/, 'email');
export const email = emailOf(800);
/** A customer's own: "up to 512 characters" (SDK, `CustomerCreateParams.email`). */
export const customerEmail = emailOf(512);
export const url = text(5000).regex(/^https?:\/\/.+/, 'url');
export const address = z.strictObject({
  city: text().optional(),
  country: text().optional(),
  line1: text().optional(),
  line2: text().optional(),
  postal_code: text().optional(),
  state: text().optional(),
});

/** `created`: a moment, or bounds; seconds since the epoch. */
export const created = z
  .union([
    integer.transform((moment) => ({ gte: moment, lte: moment })),
    z.strictObject({
      gt: integer.optional(),
      gte: integer.optional(),
      lt: integer.optional(),
      lte: integer.optional(),
    }),
  ])
  .optional();

/** The parameters of every list. */
export const pagination = {
  limit: integer.refine((n) => n >= 1 && n <= 100, 'limit').optional(),
  starting_after: id.optional(),
  ending_before: id.optional(),
};

/** Parses the parameters, or throws Stripe's error for the first invalid one. */
export function parseParams<S extends z.ZodType>(schema: S, sent: JsonObject): z.output<S> {
  const result = schema.safeParse(sent);
  if (result.success) return result.data;
  throw toApiError(result.error.issues, sent);
}

function toApiError(issues: readonly z.core.$ZodIssue[], sent: JsonObject): ApiError {
  const flat = issues.flatMap((issue) => flatten(issue, []));
  const unknown = flat.flatMap(({ issue, path }) =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => paramName([...path, key])) : [],
  );
  if (unknown.length > 0) return parameterUnknown(unknown);
  const first = flat[0];
  if (!first) return invalidRequest('Invalid request.');
  const param = paramName(first.path);
  const value = valueAt(sent, first.path);
  if (value === undefined) return parameterMissing(param);
  return describe(first.issue, param, value);
}

/** A union reports the problems of every branch; this picks the branch that came closest. */
function flatten(
  issue: z.core.$ZodIssue,
  above: PropertyKey[],
): { issue: z.core.$ZodIssue; path: PropertyKey[] }[] {
  const path = [...above, ...issue.path];
  if (issue.code !== 'invalid_union') return [{ issue, path }];
  const closest = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0];
  if (!closest || depth(closest) === 0) return [{ issue, path }];
  return closest.flatMap((inner) => flatten(inner, path));
}

function depth(issues: readonly z.core.$ZodIssue[]): number {
  return Math.max(
    0,
    ...issues.map((issue) => issue.path.length + (issue.code === 'unrecognized_keys' ? 1 : 0)),
  );
}

function describe(issue: z.core.$ZodIssue, param: string, value: Json): ApiError {
  const shown = typeof value === 'object' ? 'a hash or list' : String(value);
  const reason = issue.message;
  if (value === '') {
    const message = `You passed an empty string for '${param}'. We assume empty values are an attempt to unset a parameter; however '${param}' cannot be unset.`;
    return invalidRequest(message, { code: 'parameter_invalid_empty', param });
  }
  if (reason === 'integer')
    return invalidRequest(`Invalid integer: ${shown}`, { code: 'parameter_invalid_integer', param });
  if (reason === 'boolean') return invalidRequest(`Invalid boolean: ${shown}`, { param });
  if (reason === 'email')
    return invalidRequest(`Invalid email address: ${shown}`, { code: 'email_invalid', param });
  if (reason === 'url') return invalidRequest('Not a valid URL', { code: 'url_invalid', param });
  if (reason === 'limit') return invalidRequest('Limit must be between 1 and 100.', { param });
  if (reason.startsWith('too_long:')) {
    return invalidRequest(
      `Invalid string: ${shown.slice(0, 20)}…; must be at most ${reason.slice(9)} characters`,
      { param },
    );
  }
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String).join(', ');
    return invalidRequest(`Invalid ${param}: must be one of ${choices}`, { param });
  }
  return invalidRequest(`Invalid ${param}: ${shown}`, { param });
}

function valueAt(sent: JsonObject, path: PropertyKey[]): Json | undefined {
  let value: Json | undefined = sent;
  for (const key of path) {
    if (value === undefined || value === null || typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? value[Number(key)] : value[String(key)];
  }
  return value;
}

/** `line_items[0][quantity]`, as Stripe names a nested parameter. */
export function paramName(path: PropertyKey[]): string {
  const [first, ...rest] = path.map(String);
  return `${first ?? ''}${rest.map((key) => `[${key}]`).join('')}`;
}

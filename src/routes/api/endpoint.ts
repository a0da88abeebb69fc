import { z } from '@hono/zod-openapi';
import type { Outcome } from '../../domain/outcome.ts';
import type { FieldProblem } from '../../domain/rejection.ts';
import type { Caller } from '../../operations/api/authenticate.ts';
import type { Command } from '../../operations/api/idempotency.ts';
import type { Context } from '../../operations/core/context.ts';
import { fieldProblems } from './issues.ts';
import type { UndoneCode } from './problem-catalogue.ts';

/** A file of any kind, which is read as a whole and checked by its operation. */
export const ANY_FILE = 'application/octet-stream';

/** One call of the API: its caller and its parsed input. */
export type Call<P, Q, B> = {
  readonly ctx: Context;
  readonly caller: Caller;
  readonly command: Command;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The version that the caller saw (`If-Match`); null where they do not say, or the call takes none. */
  readonly version: number | null;
};

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** Documents an endpoint and parses its requests. */
export type Contract = {
  readonly method: Method;
  /** In OpenAPI's form: `/invoices/{id}`. */
  readonly path: `/${string}`;
  readonly operationId: string;
  readonly tag:
    | 'Customers'
    | 'Invoices'
    | 'Schedules'
    | 'Payments'
    | 'Settings'
    | 'Reconciliation'
    | 'Access'
    | 'Webhooks';
  readonly summary: string;
  readonly description?: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  /** Null where the call takes no body. */
  readonly body: z.ZodType | null;
  /** A missing body counts as `{}`. */
  readonly bodyOptional: boolean;
  readonly status: 200 | 201;
  readonly answer: z.ZodType;
  /** Fields of the answer that are secret: they are not kept for a retry, which gets null for each. */
  readonly shownOnce?: readonly string[];
  /** Whether it takes the version that the caller saw, as `If-Match`. */
  readonly versioned?: boolean;
  /** Set where the body is a file instead of JSON, which is read as it comes in. */
  readonly takes?: 'text/csv' | typeof ANY_FILE;
  /** Set where the answer is text instead of JSON. */
  readonly media?: 'text/csv' | typeof ANY_FILE;
  /** Problems of its operation, beside those that every call may return. */
  readonly refuses: readonly UndoneCode[];
};

export type RawRequest = { readonly params: unknown; readonly query: unknown; readonly body: unknown };

type Parsed =
  | {
      readonly ok: true;
      readonly run: (
        context: Omit<Call<never, never, never>, 'params' | 'query' | 'body'>,
      ) => Promise<Outcome<unknown>>;
    }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] };

/** A contract with the code that runs it. */
export type Endpoint = Contract & { readonly parse: (raw: RawRequest) => Parsed };

/** Accepts no fields at all. */
export const NOTHING = z.strictObject({});

/**
 * Binds a contract to its operation. The same schemas document and parse a request, so the two cannot
 * disagree.
 */
export function endpoint<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
>(
  contract: Omit<Contract, 'params' | 'query' | 'body' | 'answer' | 'bodyOptional' | 'status'> & {
    readonly params: P;
    readonly query: Q;
    readonly body: B;
    readonly answer: A;
    readonly bodyOptional?: boolean;
    readonly status?: 200 | 201;
  },
  run: (call: Call<z.output<P>, z.output<Q>, z.output<B>>) => Promise<Outcome<z.input<A>>>,
): Endpoint {
  const takesBody = contract.method === 'post' || contract.method === 'put' || contract.method === 'patch';
  const bodyOptional = contract.bodyOptional ?? !takesBody;
  return {
    ...contract,
    bodyOptional,
    body: takesBody ? contract.body : null,
    status: contract.status ?? 200,
    parse: (raw) => {
      const given = raw.body === undefined && bodyOptional ? {} : raw.body;
      if (given === undefined) {
        return { ok: false, problems: [{ path: '', message: 'A body is required.' }] };
      }
      const params = contract.params.safeParse(raw.params);
      const query = contract.query.safeParse(raw.query);
      const body = contract.body.safeParse(given);
      if (params.success && query.success && body.success) {
        const parts = { params: params.data, query: query.data, body: body.data };
        return { ok: true, run: (context) => run({ ...context, ...parts }) };
      }
      return {
        ok: false,
        problems: [
          ...fieldProblems(params.error?.issues ?? [], raw.params),
          ...fieldProblems(query.error?.issues ?? [], raw.query),
          ...fieldProblems(body.error?.issues ?? [], given),
        ],
      };
    },
  };
}

import { type OpenAPIHono, z } from '@hono/zod-openapi';
import type { Endpoint } from './endpoint.ts';
import { PROBLEMS, type ProblemCode, type ProblemStatus } from './problem-catalogue.ts';
import { scopeOf } from './scopes.ts';

type Registry = OpenAPIHono['openAPIRegistry'];
type Described = Pick<OpenAPIHono, 'getOpenAPI31Document'>;

const problem = z
  .strictObject({
    type: z.string().openapi({ format: 'uri' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().openapi({ description: 'The request id.' }),
    code: z.string(),
    errors: z.array(
      z.strictObject({ path: z.string().openapi({ example: 'lines[3].unitAmount' }), message: z.string() }),
    ),
  })
  .openapi('Problem', { description: 'RFC 9457.' });

const idempotencyKey = z.object({
  'Idempotency-Key': z
    .string()
    .min(1)
    .max(255)
    .optional()
    .openapi({ description: 'Makes the request safe to retry: it takes effect once within 24 hours.' }),
});

const ifMatch = z.object({
  'If-Match': z.string().optional().openapi({
    description: 'The `version` that you read, in quotes: the change is refused if there is a later one.',
    example: '"3"',
  }),
});

/** Adds an endpoint to the document, from the schemas that parse its requests. */
export function describe(registry: Registry, endpoint: Endpoint): void {
  const { method, path, operationId, summary, description, tag, params, query, body, answer } = endpoint;
  registry.registerPath({
    method,
    path,
    operationId,
    summary,
    ...(description !== undefined && { description }),
    tags: [tag],
    security: [{ bearer: [scopeOf(operationId)] }],
    request: {
      params,
      query,
      ...(method === 'post' && { headers: idempotencyKey }),
      ...(endpoint.versioned === true && { headers: ifMatch }),
      ...(body !== null && {
        body: {
          required: !endpoint.bodyOptional,
          content: { [endpoint.takes ?? 'application/json']: { schema: body } },
        },
      }),
    },
    responses: {
      [endpoint.status]: {
        description: 'Done.',
        content: { [endpoint.media ?? 'application/json']: { schema: answer } },
      },
      ...problemResponses(endpoint),
    },
  });
}

/** The problems that a call may return, by status. */
function problemResponses(endpoint: Endpoint) {
  const codes: ProblemCode[] = [
    'unauthorized',
    'insufficient_scope',
    'invalid',
    'too_many_requests',
    'internal_error',
    ...endpoint.refuses,
  ];
  if (endpoint.body !== null) codes.push('malformed_json', 'payload_too_large', 'unsupported_media_type');
  if (endpoint.method === 'post') codes.push('idempotency_key_reused', 'request_in_progress');
  const byStatus = Map.groupBy(new Set(codes), (code): ProblemStatus => PROBLEMS[code].status);
  return Object.fromEntries(
    [...byStatus].map(([status, those]) => [
      status,
      {
        description: those.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
        content: { 'application/problem+json': { schema: problem } },
      },
    ]),
  );
}

export function documentOf(app: Described, appUrl: string) {
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Quittance API',
      version: '1',
      description: [
        'Customers, invoices and payments. Amounts are integer minor units of their currency as ISO 4217 counts them',
        '(1050 is 10.50 USD, 1050 JPY, 1.050 KWD); instants are ISO 8601 in UTC; days are local to your time zone.',
        'Unknown fields are rejected. Errors are problem details (RFC 9457).',
      ].join(' '),
    },
    servers: [{ url: appUrl }],
  });
}

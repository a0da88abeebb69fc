import { OpenAPIHono } from '@hono/zod-openapi';
import { memo } from '../../domain/memo.ts';
import { networkIn } from '../brake.ts';
import { problemAnswer, responseOf } from './answer.ts';
import { apiKeyEndpoints } from './api-keys/endpoints.ts';
import { attachmentEndpoints } from './attachments/endpoints.ts';
import { auditLogEndpoints } from './audit-log/endpoints.ts';
import { bookEndpoints } from './books/endpoints.ts';
import { creditNoteEndpoints } from './credit-notes/endpoints.ts';
import { creditEndpoints } from './credits/endpoints.ts';
import { customerEndpoints } from './customers/endpoints.ts';
import { paymentMethodEndpoints } from './customers/payment-methods.ts';
import { docsResponse } from './docs.ts';
import { describe, documentOf } from './document.ts';
import type { Endpoint } from './endpoint.ts';
import { findingEndpoints } from './findings/endpoints.ts';
import { importEndpoints } from './imports/endpoints.ts';
import { invoiceImportEndpoints } from './imports/invoices.ts';
import { scheduleImportEndpoints } from './imports/schedules.ts';
import { invoiceEndpoints } from './invoices/endpoints.ts';
import { invoiceListEndpoints } from './invoices/list.ts';
import { partPreviewEndpoints } from './invoices/part-preview.ts';
import { invoiceVerbs } from './invoices/verbs.ts';
import { mappingEndpoints } from './mapping/endpoints.ts';
import { clientImportEndpoints } from './mapping/imports.ts';
import { linkEndpoints } from './mapping/links.ts';
import { messageEndpoints } from './messages/endpoints.ts';
import { paymentBlockEndpoints } from './payment-blocks/endpoints.ts';
import { paymentEndpoints } from './payments/endpoints.ts';
import { accountEndpoints } from './reconciliation/account-endpoints.ts';
import { connectionEndpoints } from './reconciliation/connection-endpoints.ts';
import { reconciliationEndpoints } from './reconciliation/endpoints.ts';
import { refundEndpoints } from './refunds/endpoints.ts';
import { scheduleEndpoints } from './schedules/endpoints.ts';
import { scheduleVerbs } from './schedules/verbs.ts';
import { type ApiEnv, refuse, serve, tooManyRequests } from './serve.ts';
import { settingsEndpoints } from './settings/endpoints.ts';
import { profileEndpoints } from './settings/profile-endpoints.ts';
import { timelineEndpoints } from './timeline/endpoints.ts';
import { webhookEndpointCalls } from './webhook-endpoints/endpoints.ts';
import { eventRequests } from './webhook-endpoints/event-schema.ts';
import { workEndpoints } from './work/endpoints.ts';

type Api = { readonly Bindings: ApiEnv };

const texts = memo<string>(4);

const BASE = '/api/v1';
const DOCUMENT = `${BASE}/openapi.json`;
const DOCS = `${BASE}/docs`;
const ENDPOINTS: readonly Endpoint[] = [
  ...customerEndpoints,
  ...importEndpoints,
  ...invoiceImportEndpoints,
  ...bookEndpoints,
  ...paymentMethodEndpoints,
  ...linkEndpoints,
  ...mappingEndpoints,
  ...clientImportEndpoints,
  ...creditEndpoints,
  ...invoiceListEndpoints,
  ...invoiceEndpoints,
  ...partPreviewEndpoints,
  ...invoiceVerbs,
  ...creditNoteEndpoints,
  ...attachmentEndpoints,
  ...scheduleEndpoints,
  ...scheduleImportEndpoints,
  ...scheduleVerbs,
  ...paymentEndpoints,
  ...paymentBlockEndpoints,
  ...refundEndpoints,
  ...timelineEndpoints,
  ...messageEndpoints,
  ...settingsEndpoints,
  ...profileEndpoints,
  ...reconciliationEndpoints,
  ...connectionEndpoints,
  ...accountEndpoints,
  ...findingEndpoints,
  ...apiKeyEndpoints,
  ...auditLogEndpoints,
  ...workEndpoints,
  ...webhookEndpointCalls,
];

/**
 * The API, at `/api/v1/…`: `apiRoutes.fetch(request, { ctx, appUrl, requestId })`. Loading this module
 * evaluates zod and every schema, so it is imported with the first request to the API.
 */
export const apiRoutes = new OpenAPIHono<Api>();

apiRoutes.route(BASE, operations());
// On the whole document: what belongs to a part of it gets that part's path.
for (const request of eventRequests()) apiRoutes.openAPIRegistry.registerWebhook(request);
apiRoutes.get(DOCUMENT, (c) =>
  c.body(documentText(c.env.appUrl), 200, { 'Content-Type': 'application/json' }),
);
apiRoutes.get(DOCS, (c) => docsResponse(c.env.appUrl, documentText));
apiRoutes.all('*', (c) => {
  const allowed = methodsAt(c.req.path);
  if (allowed.length === 0) {
    return refuse(c, { code: 'unknown_route', detail: 'No such endpoint.' });
  }
  const Allow = allowed.join(', ');
  return refuse(c, {
    code: 'method_not_allowed',
    detail: `This endpoint supports ${Allow}.`,
    headers: { Allow },
  });
});

/** Made once per isolate: it takes longer than all the rest of a request, and anybody may ask for it. */
function documentText(appUrl: string): string {
  return texts(appUrl, () => JSON.stringify(documentOf(apiRoutes, appUrl)));
}

/** A request to the API, unless its network is braked: then nothing of it is read. */
export async function serveApi(request: Request, env: ApiEnv): Promise<Response> {
  if (await env.brakes.take('network', networkIn(request.headers))) return apiRoutes.fetch(request, env);
  const problem = tooManyRequests('There were more requests from your network than are answered at once.');
  return responseOf(problemAnswer(env, problem), env.requestId);
}

function operations(): OpenAPIHono<Api> {
  const api = new OpenAPIHono<Api>();
  for (const endpoint of ENDPOINTS) {
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    describe(api.openAPIRegistry, endpoint);
    api.on(endpoint.method.toUpperCase(), path, (c) => serve(c, endpoint));
  }
  api.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'An API key, `qk_test_…` or `qk_live_…`, with the scope that the operation names.',
  });
  return api;
}

/** The methods of an endpoint; none where no endpoint has this path. */
function methodsAt(path: string): readonly string[] {
  const here = ENDPOINTS.filter((endpoint) =>
    new RegExp(`^${BASE}${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  const methods = here.map(({ method }) => method.toUpperCase());
  if (path === DOCUMENT || path === DOCS) methods.push('GET');
  return methods.includes('GET') ? [...methods, 'HEAD'] : methods;
}

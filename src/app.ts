import { Hono } from 'hono';
import type { Env } from './config.ts';
import { SETTING_NAMES } from './config-settings.ts';
import { createDeps, type Deps } from './deps.ts';
import { everyPlace, placeOfRequest } from './deps-place.ts';
import { isUnused } from './deps-unused.ts';
import { NotSetUp, noSchema } from './domain/set-up.ts';
import { answeringFirst } from './operations/core/answering-first.ts';
import type { Context } from './operations/core/context.ts';
import { describeError, isDatabaseAway, lacksSchema } from './operations/core/describe-error.ts';
import { readSetUp } from './operations/watch/set-up.ts';
import { brakeLink, brakeNetwork } from './routes/brake.ts';
import type { RouteEnv } from './routes/env.ts';
import { healthRoutes } from './routes/healthz.ts';
import { logoRoutes } from './routes/logo.ts';
import { respondNotSetUp } from './routes/not-set-up.ts';
import { hostedInvoiceRoutes } from './routes/pay/hosted-invoice.ts';
import { pauseInvoiceRoutes } from './routes/pay/pause-invoice.ts';
import { payLinkRoutes } from './routes/pay/pay-link.ts';
import { invoiceReceiptRoutes, receiptRoutes } from './routes/pay/receipts.ts';
import { refuseMethodRoutes } from './routes/pay/refuse-method.ts';
import { respondNotice } from './routes/pay/respond.ts';
import { meetReader } from './routes/reader.ts';
import { securityTxtRoutes } from './routes/security-txt.ts';
import { respondSite } from './routes/site.ts';
import { emailWebhookRoutes } from './routes/webhooks/email.ts';
import { stripeWebhookRoutes } from './routes/webhooks/stripe.ts';

type AppEnv = RouteEnv & { readonly Bindings: Env };

/** The app: what every request gets, and the routes. Only a test that counts queries replaces `depsOf`. */
export function createApp(depsOf: (env: Env, database: number) => Promise<Deps> = createDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    const database = await placeOfRequest(c.env, c.req.raw);
    const deps = await depsOf(c.env, database);
    const { ctx, documents, copies, verifier, emailWebhooks, brakes, turnstile, config, held, duty } = deps;
    const requestId = c.req.header('cf-ray') ?? crypto.randomUUID();
    const forRequest = (of: Context) => answeringFirst(of, (work) => c.executionCtx.waitUntil(work));
    c.set('ctx', forRequest(ctx));
    c.set('elsewhere', async () => {
      const others = everyPlace(c.env).filter((code) => code !== database);
      return Promise.all(others.map(async (code) => forRequest((await depsOf(c.env, code)).ctx)));
    });
    c.set('brakes', brakes);
    c.set('turnstile', turnstile);
    c.set('documents', documents);
    c.set('copies', copies);
    c.set('verifier', verifier);
    c.set('emailWebhooks', emailWebhooks);
    c.set('requestId', requestId);
    c.set('checkoutOrigins', config.checkoutOrigins);
    c.set('appUrl', config.appUrl);
    c.set('securityContact', config.securityContact);
    const { keys, databaseLimitBytes } = config.operator;
    c.set('operator', { keys, databaseLimitBytes, held, checked: SETTING_NAMES, ways: duty.ways });
    const ours: readonly (readonly [string, string])[] = [
      ['X-Request-Id', requestId],
      ...(config.appUrl.startsWith('https:')
        ? [['Strict-Transport-Security', 'max-age=63072000'] as const]
        : []),
    ];
    // Said beforehand they are part of the answer as it is made; one that was made elsewhere is made anew with them.
    for (const [name, value] of ours) c.header(name, value);
    await next();
    for (const [name, value] of ours) if (!c.res.headers.has(name)) c.header(name, value);
  });
  for (const pages of ['/i/*', '/pay/*', '/receipts/*', '/portal/*', '/dashboard/*', '/logo/*', '/healthz'])
    app.use(pages, brakeNetwork);
  for (const links of ['/i/:token/*', '/pay/:token/*', '/receipts/:token/*']) app.use(links, brakeLink);
  for (const pages of ['/', '/i/*', '/pay/*', '/receipts/*', '/portal/*']) app.use(pages, meetReader);
  app.route('/i', hostedInvoiceRoutes);
  app.route('/i', pauseInvoiceRoutes);
  app.route('/i', invoiceReceiptRoutes);
  app.route('/receipts', receiptRoutes);
  app.route('/logo', logoRoutes);
  app.route('/pay', payLinkRoutes);
  app.route('/pay', refuseMethodRoutes);
  // These routes parse forms with zod, which payers' pages must not load.
  app.all('/portal/*', async (c) => {
    const { portalRoutes } = await import('./routes/portal/index.ts');
    return portalRoutes.fetch(c.req.raw, c.var);
  });
  app.all('/dashboard/*', async (c) => {
    const { dashboardRoutes } = await import('./routes/dashboard/index.ts');
    return dashboardRoutes.fetch(c.req.raw, c.var);
  });
  app.route('/webhooks/stripe', stripeWebhookRoutes);
  app.route('/webhooks/email', emailWebhookRoutes);
  app.route('/healthz', healthRoutes);
  // The operator's lists parse with zod, which payers' pages must not load.
  app.all('/operator/*', async (c) => {
    const { operatorRoutes } = await import('./routes/operator.ts');
    return operatorRoutes.fetch(c.req.raw, c.var);
  });
  app.route('/.well-known/security.txt', securityTxtRoutes);
  app.get('/', async (c) => {
    const { problems } = (await isUnused(c.env)) ? await readSetUp(c.var.ctx) : { problems: [] };
    return problems.length === 0 ? respondSite(c, c.var) : respondNotSetUp(c, problems, async () => true);
  });
  // The API is loaded with its first request, since payers' pages must not evaluate its schemas.
  app.all('/api/v1/*', async (c) => {
    const { serveApi } = await import('./routes/api/index.ts');
    const { ctx, appUrl, requestId, brakes } = c.var;
    return serveApi(c.req.raw, { ctx, appUrl, requestId, brakes });
  });
  app.notFound((c) => respondNotice(c, { kind: 'page_not_found' }));
  app.onError((error, c) => {
    if (error instanceof NotSetUp) return respondNotSetUp(c, error.problems, () => isUnused(c.env));
    const requestId = c.get('requestId') ?? crypto.randomUUID();
    console.error(JSON.stringify({ event: 'request_failed', requestId, ...describeError(error) }));
    if (lacksSchema(error)) return respondNotSetUp(c, [noSchema], () => isUnused(c.env));
    if (isDatabaseAway(error)) return respondNotice(c, { kind: 'database_away' });
    return respondNotice(c, { kind: 'internal_error', requestId });
  });
  return app;
}

import { Hono } from 'hono';
import type { NoReport, NoWebhook } from '../../adapters/email/types.ts';
import { recordReport } from '../../operations/emails/record-report.ts';
import type { RouteEnv } from '../env.ts';
import { readBody } from '../read-body.ts';
import { mayBeRefused, tooManyRefused } from './refused.ts';

/** A report returns at most the whole message, with our PDF in it. */
const MOST_BYTES = 1024 * 1024;

const WHY: Readonly<Record<NoReport | NoWebhook, string>> = {
  not_signed: 'The signature matches none of EMAIL_WEBHOOK_SECRETS, or it is older than five minutes.',
  not_readable: 'This is no event that is read here. The README lists them.',
  not_ours: 'This report names no message of this deployment.',
  not_a_report: 'This mail has no part that says what became of a message.',
};

/** What a mail provider reports of our messages: signed as Standard Webhooks says; recorded before it is answered. */
export const emailWebhookRoutes = new Hono<RouteEnv>()
  .post('/', async (c) => {
    const bytes = await readBody(c.req.raw, MOST_BYTES);
    if (bytes === null) return c.json({ error: 'The body is larger than 1 MB.' }, 413);
    const header = (name: string): string => c.req.header(name) ?? '';
    const [id, timestamp, signature] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map(header);
    const webhooks = await c.get('emailWebhooks')();
    const type = header('content-type').split(';', 1)[0]?.trim().toLowerCase() ?? '';
    const read = await webhooks.read(
      { id: id ?? '', timestamp: timestamp ?? '', signature: signature ?? '' },
      type,
      bytes,
    );
    if (typeof read === 'string') {
      if (!(await mayBeRefused(c))) return tooManyRefused(c);
      c.get('ctx').log('email_webhook_refused', { requestId: c.get('requestId'), why: read });
      return c.json({ error: WHY[read] }, read === 'not_ours' ? 404 : 400);
    }
    const recorded = await recordReport(c.get('ctx'), read);
    return recorded.kind === 'done' ? c.json({ received: true }) : c.json({ error: 'Try again.' }, 503);
  })
  .all('/', (c) => c.json({ error: 'Mail providers post their events here.' }, 405, { Allow: 'POST' }));

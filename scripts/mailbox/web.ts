import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { previews } from '../gallery/web.ts';
import type { LocalPage } from '../stack/pages.ts';
import { type Behaviours, readBehaviour } from './behaviours.ts';
import type { MailAttachment, Message } from './message.ts';
import { listPage, messagePage, missingPage, refusedPage } from './pages.ts';
import type { MailStore } from './store.ts';
import { STYLE } from './style.ts';

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');
const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  "frame-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
/** A mail is a stranger's HTML: it may bring styles and pictures of this machine, and nothing that runs or calls out. */
const MAIL_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data: http://localhost:* http://127.0.0.1:*',
  "frame-ancestors 'self'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
].join('; ');
const LIST_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
/** Types a browser shows without running anything in them; the rest is only ever downloaded. */
const SHOWN = ['application/pdf', 'image/png', 'image/jpeg', 'image/gif', 'text/plain'];

/** The pages a person reads and the JSON a test reads, over the same store. */
export function mailboxWeb(store: MailStore, behaviours: Behaviours, links: readonly LocalPage[] = []): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'no-referrer');
    c.header('Cache-Control', 'no-store');
    if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', PAGE_POLICY);
  });

  app.use('/previews/*', async (c, next) => {
    await next();
    // Its list has styles of its own; what it shows brings a policy that lets nothing run.
    if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', LIST_POLICY);
  });
  app.route('/previews', previews(links));
  app.get('/', (c) => {
    const recipient = c.req.query('to') ?? '';
    const messages = store.list(recipient === '' ? undefined : recipient);
    const refreshing = c.req.query('refresh') !== 'off';
    return c.html(listPage(messages, { recipient, refreshing, links, behaviours: behaviours.list() }));
  });
  // The API's DELETE needs no such guard: no page of another site can send it without being allowed to first.
  app.post('/delete', csrf(), async (c) => {
    await store.clear();
    return c.redirect('/', 303);
  });
  app.post('/behaviours', csrf(), async (c) => {
    const read = readBehaviour(await c.req.parseBody());
    if (typeof read === 'string') return c.html(refusedPage(read), 400);
    behaviours.set(read.address, read.behaviour);
    return c.redirect('/', 303);
  });
  app.get('/messages/:id', (c) => withMessage(c, store, (message) => c.html(messagePage(message))));
  app.get('/messages/:id/html', (c) =>
    withMessage(c, store, (message) => {
      c.header('Content-Security-Policy', MAIL_POLICY);
      return message.html === null ? missing(c) : c.html(shownHtml(message, message.html));
    }),
  );
  app.get('/messages/:id/raw', (c) =>
    withMessage(c, store, ({ raw }) =>
      c.body(new Uint8Array(raw), 200, { 'Content-Type': 'text/plain; charset=utf-8' }),
    ),
  );
  app.get('/messages/:id/attachments/:index', (c) =>
    withMessage(c, store, ({ attachments }) => {
      const part = attachments[Number(c.req.param('index'))];
      return part === undefined ? missing(c) : attachment(c, part);
    }),
  );

  app.get('/api/messages', (c) => c.json({ messages: store.list(c.req.query('to')).map(summary) }));
  app.get('/api/messages/:id', (c) => {
    const message = store.get(c.req.param('id'));
    return message === undefined ? c.json({ error: 'No such message.' }, 404) : c.json(detail(message));
  });
  app.get('/api/behaviours', (c) => c.json({ behaviours: Object.fromEntries(behaviours.list()) }));
  app.post('/api/behaviours', async (c) => {
    const read = readBehaviour(await c.req.json().catch(() => null));
    if (typeof read === 'string') return c.json({ error: read }, 400);
    behaviours.set(read.address, read.behaviour);
    return c.json({ behaviours: Object.fromEntries(behaviours.list()) });
  });
  app.delete('/api/messages', async (c) => {
    await store.clear();
    return c.body(null, 204);
  });
  app.notFound(missing);
  return app;
}

function withMessage(c: Context, store: MailStore, show: (message: Message) => Response | Promise<Response>) {
  const message = store.get(c.req.param('id') ?? '');
  return message === undefined ? missing(c) : show(message);
}

function missing(c: Context): Response | Promise<Response> {
  return c.html(missingPage(), 404);
}

/** Links leave the frame for a tab of their own, and pictures inside the mail are found without a request. */
function shownHtml(message: Message, source: string): string {
  const withPictures = source.replace(/(["'(])cid:([^"')\s]+)/gi, (whole, opening: string, id: string) => {
    const part = message.attachments.find(({ contentId }) => contentId === decodeURIComponent(id));
    if (part === undefined) return whole;
    return `${opening}data:${part.contentType};base64,${Buffer.from(part.content).toString('base64')}`;
  });
  return `<!doctype html><base target="_blank">${withPictures}`;
}

function attachment(c: Context, part: MailAttachment): Response {
  const shown = SHOWN.includes(part.contentType) && c.req.query('download') === undefined;
  const name = encodeURIComponent(part.filename).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  // No `sandbox` here: it would also switch off the browser's own PDF viewer.
  c.header(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  );
  c.header('Content-Disposition', `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`);
  c.header('Content-Type', shown ? part.contentType : 'application/octet-stream');
  return c.body(new Uint8Array(part.content));
}

function summary(message: Message) {
  const { id, receivedAt, envelopeFrom, envelopeTo, subject, messageId, from, attachments } = message;
  return {
    id,
    receivedAt,
    envelope: { from: envelopeFrom, to: envelopeTo },
    from,
    to: message.to,
    subject,
    messageId,
    attachments: attachments.map((part, index) => ({
      filename: part.filename,
      contentType: part.contentType,
      size: part.content.byteLength,
      path: `/messages/${id}/attachments/${index}`,
    })),
  };
}

function detail(message: Message) {
  const { headers, text, html } = message;
  return { ...summary(message), headers, text, html };
}

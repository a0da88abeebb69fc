import { createExecutionContext, env } from 'cloudflare:test';
import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { createReturnPaths } from '../../../src/adapters/links/return-path.ts';
import { createApp } from '../../../src/app.ts';
import { emails } from '../../../src/db/schema/index.ts';
import { createDeps } from '../../../src/deps.ts';
import { receiveMail } from '../../../src/jobs/receive-mail.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import { OPEN_BRAKES } from '../../support/worker/context.ts';
import { readyInvoice } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const MINUTE = 60_000;
const [SECRET, OTHER] = ['AAECAwQFBgcICQoLDA0ODxAREhMUFRYX', 'FxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA'];
const configured = { ...env, EMAIL_WEBHOOK_SECRETS: `whsec_${SECRET}` };

let shop: Shop;
/** Messages of two invoices that a server took. */
let one: string;
let two: string;
beforeEach(async () => {
  shop = await openShop();
  [one, two] = [await taken(), await taken()];
});

async function taken(): Promise<string> {
  const { invoiceId } = await readyInvoice(shop);
  const order = { scope: shop.scope, invoiceId, commandId: `send/${invoiceId}`, to: ['ap@payer.test'] };
  must(await sendInvoice(shop.ctx, order));
  await shop.work();
  const [row] = await shop.ctx.db.select().from(emails).where(eq(emails.invoiceId, invoiceId));
  if (row?.state !== 'sent') throw new Error('the message was not taken');
  return row.id;
}
const reported = async (id: string) => {
  const [row] = await shop.ctx.db.select().from(emails).where(eq(emails.id, id));
  return [row?.reported, row?.statusCode];
};
const token = async (id: string, keyOf: Uint8Array | null = null) => {
  const { config } = await createDeps(configured);
  const [{ id: number, secret }] = config.linkKeys;
  return createReturnPaths([{ id: number, secret: keyOf === null ? secret : Uint8Array.from(keyOf) }]).token(
    id,
  );
};
const latin1 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.replaceAll('\n', '\r\n'), (character) => character.charCodeAt(0));

/** A report as mail servers write it, in Latin-1, as some do. */
const report = (note = 'Zustellung unmöglich: Empfänger unbekannt') =>
  latin1(`From: MAILER-DAEMON@mx.example
Subject: Zustellfehler für Ihre Nachricht
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=iso-8859-1

${note}
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ap@payer.test
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 Empfänger unbekannt
--b--
`);
const returning = async (id: string) =>
  latin1(
    new TextDecoder('latin1')
      .decode(report())
      .replace(
        '--b--',
        `--b\nContent-Type: text/rfc822-headers\n\nX-Message-Token: ${await token(id)}\n--b--`,
      ),
  );

/** Mail that Email Routing hands over. */
async function arrives(to: string, raw: Uint8Array): Promise<void> {
  const { reports } = await createDeps(configured);
  const stream = new Blob([Uint8Array.from(raw)]).stream();
  await receiveMail(shop.ctx, await reports(), { to: `${to}@bounces.billing.test`, raw: stream });
}

type Call = {
  readonly secret?: string;
  readonly agoMs?: number;
  readonly type?: string;
  readonly id?: string;
};

/** A provider's call, signed as Standard Webhooks says. */
async function post(body: Uint8Array<ArrayBuffer> | object, call: Call = {}): Promise<number> {
  const { secret = SECRET, agoMs = 0, type = 'application/json', id = 'msg_1' } = call;
  const bytes = body instanceof Uint8Array ? body : new TextEncoder().encode(JSON.stringify(body));
  const timestamp = String(Math.floor((Date.now() - agoMs) / 1000));
  const raw = Uint8Array.from(atob(secret), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, Uint8Array.from([...head, ...bytes])));
  const signature = `v1,${btoa(String.fromCharCode(...mac))}`;
  const real = await createDeps(configured);
  const app = createApp(async () => ({ ...real, ctx: shop.ctx, brakes: OPEN_BRAKES }));
  const headers = {
    'Content-Type': type,
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signature,
  };
  const request = new Request('https://billing.test/webhooks/email', {
    method: 'POST',
    headers,
    body: bytes,
  });
  return (await app.fetch(request, configured, createExecutionContext())).status;
}
const event = (id: string, type = 'email.bounced') => ({
  type,
  data: {
    messageId: `<${id}@billing.test>`,
    recipient: 'ap@payer.test',
    statusCode: '5.1.1',
    words: '550 5.1.1 no',
  },
});
const NEWS = [null, null];

describe('a delivery report that is mailed', () => {
  it('is recorded once, in Latin-1 too, however often it comes', async () => {
    for (let times = 0; times < 3; times += 1) await arrives(await token(one), report());
    expect([await reported(one), await reported(two)]).toEqual([['bounced', '5.1.1'], NEWS]);
    const told = await shop.ctx.db
      .select()
      .from(emails)
      .where(eq(emails.template, 'customer_unreachable_business'));
    expect(told.filter(({ merchantId }) => merchantId === shop.scope.merchantId)).toHaveLength(1);
  });

  it('that is forged changes nothing: by another key, by a message’s id, by a token that is cut off or another’s end', async () => {
    const [right, other] = [await token(one), await token(two)];
    const forged = await token(one, new Uint8Array(32).fill(9));
    for (const to of [
      forged,
      one,
      one.slice(4),
      right.slice(0, 40),
      right.slice(0, -8) + other.slice(-8),
      'postmaster',
    ])
      await arrives(to, report());
    expect([await reported(one), await reported(two)]).toEqual([NEWS, NEWS]);
  });

  it('that is replayed to another message’s address is about the message that the address names, and no further', async () => {
    await arrives(await token(one), await returning(two));
    expect([await reported(one), await reported(two)]).toEqual([['bounced', '5.1.1'], NEWS]);
  });

  it('for a message that is not ours, or gone, is dropped without a word to its sender', async () => {
    await arrives(await token('eml_01jf7q3w9e0000000000000000'), report());
    await arrives('', report());
    expect([await reported(one), await reported(two)]).toEqual([NEWS, NEWS]);
  });

  it('of 25 MB is read at its beginning, and what is no report at all harms nothing', async () => {
    const large = new Uint8Array(25 * 1024 * 1024).fill(65);
    large.set(report());
    await arrives(await token(one), large);
    expect(await reported(one)).toEqual(['bounced', '5.1.1']);
    await arrives(await token(two), new Uint8Array(2_000_000).fill(0xff));
    expect(await reported(two)).toEqual(NEWS);
  });
});

describe('a delivery report that a provider posts', () => {
  it('is recorded once, as an event or as the report itself in Latin-1, however often it comes', async () => {
    expect([await post(event(one)), await post(event(one)), await reported(one)]).toEqual([
      200,
      200,
      ['bounced', '5.1.1'],
    ]);
    expect(await post(await returning(two), { type: 'message/rfc822' })).toBe(200);
    expect(await reported(two)).toEqual(['bounced', '5.1.1']);
  });

  it('that is forged is refused: by another secret, unsigned, or signed for another call', async () => {
    expect([await post(event(one), { secret: OTHER })]).toEqual([400]);
    const request = new Request('https://billing.test/webhooks/email', {
      method: 'POST',
      body: JSON.stringify(event(one)),
    });
    expect((await createApp().fetch(request, configured, createExecutionContext())).status).toBe(400);
    expect(await reported(one)).toEqual(NEWS);
  });

  it('that is replayed after five minutes is refused, and before that changes nothing more', async () => {
    expect(await post(event(one), { agoMs: 6 * MINUTE })).toBe(400);
    expect(await reported(one)).toEqual(NEWS);
    expect(await post(event(one))).toBe(200);
    // An earlier stage that is posted again: the later one stands.
    expect(await post(event(one, 'email.delivered'))).toBe(200);
    expect(await reported(one)).toEqual(['bounced', '5.1.1']);
  });

  it('for a message that is not ours is refused in words, and one that is gone is taken and changes nothing', async () => {
    const foreign = { type: 'email.bounced', data: { messageId: '<20261129.4711@mail.example>' } };
    expect(await post(foreign)).toBe(404);
    expect(await post(event('eml_01jf7q3w9e0000000000000000'))).toBe(200);
    expect([await reported(one), await reported(two)]).toEqual([NEWS, NEWS]);
  });

  it('that nobody can read is refused: Latin-1 where JSON has UTF-8, an unknown type, or too much', async () => {
    expect(await post(latin1('{"type":"email.bounced","data":{"messageId":"für"}}'))).toBe(404);
    expect(await post(latin1('{"type":"email.gelöscht"}'))).toBe(400);
    expect(await post({ type: 'email.opened', data: { messageId: one } })).toBe(400);
    expect(await post(new Uint8Array(1024 * 1024 + 1))).toBe(413);
  });
});

import { and, asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { OutgoingEmail, SendResult } from '../../../src/adapters/email/transport.ts';
import type { Database } from '../../../src/db/database.ts';
import { emails, journal } from '../../../src/db/schema/index.ts';
import { D1Silent } from '../../../src/db/time-limit.ts';
import type { Context } from '../../../src/operations/core/context.ts';
import { deliverEmail } from '../../../src/operations/emails/deliver.ts';
import type { Mailer } from '../../../src/operations/emails/mailer.ts';
import {
  markUncollectible,
  recordPayment,
  voidInvoice,
} from '../../../src/operations/invoices/apply-when-no-payment-open.ts';
import { notifyVoided } from '../../../src/operations/invoices/notify-voided.ts';
import { sendInvoice } from '../../../src/operations/invoices/send.ts';
import { cash, readyInvoice } from '../../support/worker/guards.ts';
import { must, openShop, type Shop } from '../../support/worker/shop.ts';

const LEASE = 120_000;
const ACCEPTED = { kind: 'accepted' } as const;
const UNKNOWN = { kind: 'unknown', reason: 'lost after DATA' } as const;

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});

/** A mailer whose transport does what the test says, and records what it was given. */
function mailerOf(send: (email: OutgoingEmail) => Promise<SendResult> | SendResult) {
  const handed: OutgoingEmail[] = [];
  const mailer: Mailer = {
    from: 'billing@billing.test',
    render: async ({ template }) => ({ subject: template, html: '', text: '' }),
    renderForCustomer: async ({ template }) => ({ subject: template, html: '', text: '' }),
    renderForStaff: async ({ template }) => ({ subject: template, html: '', text: '' }),
    pdf: async () => new Uint8Array([1]),
    receipt: async () => new Uint8Array([1]),
    eInvoice: async () => '',
    returnPaths: { token: async (emailId) => emailId, open: async () => null },
    transport: {
      send: async (email) => {
        handed.push(email);
        return send(email);
      },
    },
  };
  return { mailer, handed };
}
const mailsOf = (invoiceId: string, template = 'invoice_sent') =>
  shop.ctx.db
    .select()
    .from(emails)
    .where(and(eq(emails.invoiceId, invoiceId), eq(emails.template, template)))
    .orderBy(asc(emails.recipient));
const mail = async (id: string) => {
  const [row] = await shop.ctx.db.select().from(emails).where(eq(emails.id, id));
  return row;
};
/** An invoice that was sent, with its queued messages, one for each address. */
async function sent(to: readonly string[] = ['ap@payer.test']) {
  const { invoiceId } = await readyInvoice(shop);
  must(await sendInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: `send/${invoiceId}`, to }));
  const [first, ...others] = await mailsOf(invoiceId);
  if (first === undefined) throw new Error('nothing was queued');
  return { invoiceId, emailId: first.id, messageId: first.messageId, others };
}

describe('a message', () => {
  it('has one sender at a time, however many are enqueued', async () => {
    const { emailId } = await sent();
    const { mailer, handed } = mailerOf(async () => {
      await shop.ctx.pause(20);
      return ACCEPTED;
    });
    const answers = await Promise.all([1, 2, 3].map(() => deliverEmail(shop.ctx, mailer, emailId)));
    expect(handed).toHaveLength(1);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['finished', 'later', 'later']);
    expect(await deliverEmail(shop.ctx, mailer, emailId)).toEqual({ kind: 'finished' });
    expect(handed).toHaveLength(1);
    expect(await mail(emailId)).toMatchObject({ state: 'sent', unknownSends: 0 });
  });

  it('is not done with where the database was restored to before its lease while it was sent', async () => {
    const { emailId } = await sent();
    const restored = { state: 'queued', attempts: 0, leaseUntil: 0 } as const;
    const { mailer, handed } = mailerOf(async () => {
      if (handed.length === 1) await shop.ctx.db.update(emails).set(restored).where(eq(emails.id, emailId));
      return ACCEPTED;
    });
    expect(await deliverEmail(shop.ctx, mailer, emailId)).toMatchObject({ kind: 'later' });
    expect(await mail(emailId)).toMatchObject({ state: 'queued' });
    expect(await deliverEmail(shop.ctx, mailer, emailId)).toEqual({ kind: 'finished' });
    expect(await mail(emailId)).toMatchObject({ state: 'sent' });
  });

  it.each([
    ['was written after all', true],
    ['was not written', false],
  ])(
    'that was taken is not mailed again where D1 is silent for a while when that %s',
    async (_, isWritten) => {
      const { emailId } = await sent();
      const { mailer, handed } = mailerOf(() => ACCEPTED);
      let silences = 2;
      const db: Database = new Proxy(shop.ctx.db, {
        get(target, name) {
          if (name !== 'batch') return Reflect.get(target, name);
          return async (statements: Parameters<Database['batch']>[0]) => {
            if (handed.length === 0 || silences === 0) return target.batch(statements);
            silences -= 1;
            if (isWritten) await target.batch(statements);
            throw new D1Silent();
          };
        },
      });
      const ctx: Context = { ...shop.ctx, db, pause: async () => {} };
      expect(await deliverEmail(ctx, mailer, emailId)).toEqual({ kind: 'finished' });
      expect(silences).toBe(0);
      shop.advance(2 * LEASE);
      expect(await deliverEmail(shop.ctx, mailer, emailId)).toEqual({ kind: 'finished' });
      expect(handed).toHaveLength(1);
      expect(await mail(emailId)).toMatchObject({ state: 'sent', unknownSends: 0 });
    },
  );

  it('has the same Message-ID however often it is handed over', async () => {
    const { emailId, messageId } = await sent();
    const results: SendResult[] = [
      UNKNOWN,
      { kind: 'refused', permanent: false, reason: '450 busy' },
      ACCEPTED,
    ];
    const { mailer, handed } = mailerOf(() => results.shift() ?? ACCEPTED);
    for (let send = 0; send < 3; send += 1) {
      await deliverEmail(shop.ctx, mailer, emailId);
      shop.advance(1_000);
    }
    expect(handed.map((email) => email.messageId)).toEqual([messageId, messageId, messageId]);
    expect(await mail(emailId)).toMatchObject({ state: 'sent', unknownSends: 1, attempts: 3 });
  });

  it.each([
    ['void', voidInvoice],
    ['given up', markUncollectible],
  ])('that asks for money on an invoice which is %s by then is not sent any more', async (_, verb) => {
    const { invoiceId, emailId } = await sent();
    must(await verb(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'verb' }));
    const { mailer, handed } = mailerOf(() => ACCEPTED);
    expect(await deliverEmail(shop.ctx, mailer, emailId)).toEqual({ kind: 'finished' });
    expect(handed).toEqual([]);
    expect(await mail(emailId)).toMatchObject({ state: 'superseded', sentAt: null });
  });

  it('about an invoice that has been paid since is sent all the same: it is a copy', async () => {
    const { invoiceId, emailId } = await sent();
    const payment = cash(12_000);
    must(await recordPayment(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'cash', payment }));
    const { mailer, handed } = mailerOf(() => ACCEPTED);
    await deliverEmail(shop.ctx, mailer, emailId);
    expect(handed).toHaveLength(1);
  });

  it('whose transport never says is handed over three times, and counted', async () => {
    const { emailId } = await sent();
    const { mailer, handed } = mailerOf(() => UNKNOWN);
    const kinds: string[] = [];
    for (let send = 0; send < 6; send += 1) {
      kinds.push((await deliverEmail(shop.ctx, mailer, emailId)).kind);
      shop.advance(1_000);
    }
    expect(kinds).toEqual(['later', 'later', 'finished', 'finished', 'finished', 'finished']);
    expect(handed).toHaveLength(3);
    expect(await mail(emailId)).toMatchObject({ state: 'unknown', unknownSends: 3 });
  });

  it('that may have been handed over by a worker which died is counted as unknown', async () => {
    const { emailId } = await sent();
    const died = mailerOf(() => Promise.reject(new Error('the isolate is gone')));
    await expect(deliverEmail(shop.ctx, died.mailer, emailId)).rejects.toThrow();
    const { mailer, handed } = mailerOf(() => ACCEPTED);
    expect((await deliverEmail(shop.ctx, mailer, emailId)).kind).toBe('later');
    expect(handed).toEqual([]);
    shop.advance(LEASE + 1_000);
    await deliverEmail(shop.ctx, mailer, emailId);
    expect(await mail(emailId)).toMatchObject({ state: 'sent', unknownSends: 1 });
  });

  it('whose senders die after sending it is sent three times at most, and then left to a person', async () => {
    const { emailId } = await sent();
    let handovers = 0;
    const dying = mailerOf(() => {
      handovers += 1;
      return Promise.reject(new Error('the isolate is gone'));
    });
    for (let sender = 0; sender < 6; sender += 1) {
      await deliverEmail(shop.ctx, dying.mailer, emailId).catch(() => undefined);
      shop.advance(LEASE + 1_000);
    }
    expect(handovers).toBe(3);
    expect(await mail(emailId)).toMatchObject({ state: 'unknown' });
  });

  it('that cannot be drawn is not counted as perhaps sent, and goes out when it can be', async () => {
    const { emailId } = await sent();
    const { mailer, handed } = mailerOf(() => ACCEPTED);
    const undrawn = { ...mailer, render: () => Promise.reject(new Error('no words')) };
    expect((await deliverEmail(shop.ctx, undrawn, emailId)).kind).toBe('later');
    expect(await mail(emailId)).toMatchObject({ state: 'queued', unknownSends: 0 });
    shop.advance(1_000);
    expect(await deliverEmail(shop.ctx, mailer, emailId)).toEqual({ kind: 'finished' });
    expect(handed).toHaveLength(1);
  });

  it('that is refused for good is never handed over again', async () => {
    const { emailId } = await sent();
    const { mailer, handed } = mailerOf(() => ({ kind: 'refused', permanent: true, reason: '550 no' }));
    expect(await deliverEmail(shop.ctx, mailer, emailId)).toEqual({ kind: 'finished' });
    shop.advance(LEASE + 1_000);
    expect(await deliverEmail(shop.ctx, mailer, emailId)).toEqual({ kind: 'finished' });
    expect(handed).toHaveLength(1);
    expect(await mail(emailId)).toMatchObject({ state: 'refused', lastError: '550 no', unknownSends: 0 });
  });

  it('that somebody sent is not taken back by a sender that was slow', async () => {
    const { emailId } = await sent();
    const fast = mailerOf(() => ACCEPTED);
    const slow = mailerOf(async () => {
      shop.advance(LEASE + 1_000);
      await deliverEmail(shop.ctx, fast.mailer, emailId);
      return UNKNOWN;
    });
    await deliverEmail(shop.ctx, slow.mailer, emailId);
    expect(await mail(emailId)).toMatchObject({ state: 'sent' });
    await deliverEmail(shop.ctx, fast.mailer, emailId);
    expect(fast.handed).toHaveLength(1);
  });
});

describe('that an invoice is void', () => {
  it('notifies once, and only the addresses that were sent it', async () => {
    const { invoiceId, emailId, others } = await sent(['got@payer.test', 'never@payer.test']);
    expect(others).toHaveLength(1);
    await deliverEmail(shop.ctx, mailerOf(() => ACCEPTED).mailer, emailId);
    shop.enqueued.length = 0;
    must(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'void' }));
    await shop.work();
    await Promise.all([notifyVoided(shop.ctx, { invoiceId }), notifyVoided(shop.ctx, { invoiceId })]);
    await shop.work();
    const told = shop.posted.filter(({ subject }) => subject === 'invoice_voided');
    expect(told.map(({ to }) => to)).toEqual(['got@payer.test']);
    expect(await mailsOf(invoiceId, 'invoice_voided')).toHaveLength(1);
    const entries = await shop.ctx.db.select().from(journal).where(eq(journal.streamId, invoiceId));
    expect(entries.filter(({ type }) => type === 'voiding_announced')).toHaveLength(1);
  });

  it('notifies addresses that may have been sent it, though the transport did not confirm', async () => {
    const { invoiceId, emailId } = await sent(['perhaps@payer.test']);
    await deliverEmail(shop.ctx, mailerOf(() => UNKNOWN).mailer, emailId);
    shop.enqueued.length = 0;
    must(await voidInvoice(shop.ctx, { scope: shop.scope, invoiceId, commandId: 'void' }));
    await shop.work();
    expect((await mailsOf(invoiceId, 'invoice_voided')).map(({ recipient }) => recipient)).toEqual([
      'perhaps@payer.test',
    ]);
  });
});

import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { emails, journal, merchants } from '../../../src/db/schema/index.ts';
import { lastDayOf, monthAfter, monthAt } from '../../../src/domain/statement-month.ts';
import { sweepStatements } from '../../../src/operations/statements/sweep-statements.ts';
import { setParent } from '../../support/worker/families.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import {
  decisions,
  deliver,
  disconnect,
  name,
  named,
  owing,
  statementMails,
  switchTo,
  tick,
  toNextMailing,
} from '../../support/worker/statements.ts';

let house = 0;
const at = (who: string) => `${who}@statements${house}.test`;
let shop: Shop;
beforeEach(async () => {
  house += 1;
  shop = await openShop();
});
const sentTo = async () => (await statementMails(shop)).map(({ recipient }) => recipient);
const outcomes = async () => (await decisions(shop)).map(({ outcome }) => outcome);

describe('a monthly statement', () => {
  it('is off until the business switches it on', async () => {
    await owing(shop, at('ida'));
    toNextMailing(shop);
    await tick(shop);
    expect(await sentTo()).toEqual([]);
  });

  it('is mailed on the second day after its month, and once however often it is ticked', async () => {
    await switchTo(shop, true);
    const { customerId } = await owing(shop, at('ida'));
    const month = monthAt(shop.ctx.now(), 'America/New_York');
    toNextMailing(shop);
    shop.advance(-2 * 60_000);
    await tick(shop);
    expect(await sentTo()).toEqual([]);
    shop.advance(2 * 60_000);
    await Promise.all([sweepStatements(shop.ctx), sweepStatements(shop.ctx)]);
    await Promise.all([tick(shop), tick(shop)]);
    shop.advance(86_400_000);
    await tick(shop);
    expect(await sentTo()).toEqual([at('ida')]);
    expect(await decisions(shop)).toMatchObject([
      { customerId, month, firstMonth: month, outcome: 'mailed' },
    ]);
    const entries = await shop.ctx.db
      .select({ data: journal.data })
      .from(journal)
      .where(eq(journal.type, 'statement_mailed'));
    expect(entries.filter(({ data }) => JSON.stringify(data).includes(month))).toHaveLength(1);
    toNextMailing(shop);
    await tick(shop);
    expect((await decisions(shop)).map((row) => row.month)).toEqual([month, monthAfter(month)]);
    expect(await sentTo()).toEqual([at('ida'), at('ida')]);
  });

  it('covers what was missed in one mail, after the deployment was away for a month', async () => {
    await switchTo(shop, true);
    await owing(shop, at('ida'));
    const month = monthAt(shop.ctx.now(), 'America/New_York');
    toNextMailing(shop);
    shop.advance(86_400_000);
    toNextMailing(shop);
    await tick(shop);
    const [mail, ...others] = await statementMails(shop);
    expect(others).toEqual([]);
    const last = monthAfter(month);
    expect(mail?.facts).toEqual({
      template: 'statement',
      month: last,
      from: `${month}-01`,
      to: lastDayOf(last),
    });
  });

  it('says what happened and what is owed, to each in their language, with the file', async () => {
    await switchTo(shop, true);
    const { customerId } = await shop.invoice(5_000);
    const both = { ...named(at('max'), 'de'), roles: ['statements', 'portal'] as const };
    await name(shop, customerId, [named(at('ida'), 'fr'), both]);
    toNextMailing(shop);
    await sweepStatements(shop.ctx);
    await sweepStatements(shop.ctx);
    const told = await deliver(shop);
    expect(told.map(({ to, view }) => [to, view.locale, view.statement?.mayOpen])).toEqual([
      [at('ida'), 'fr', false],
      [at('max'), 'de', true],
    ]);
    expect(told[0]?.view.statement?.statements).toMatchObject([
      {
        currency: 'USD',
        opening: 0,
        invoiced: 5_000,
        paid: 0,
        closing: 5_000,
        entries: [{ kind: 'invoice' }],
      },
    ]);
    expect(told[0]?.attachments.map(({ filename }) => filename)).toEqual(['statement.csv']);
  });

  it('goes as one mail to those of a language, where the business writes one to all', async () => {
    await switchTo(shop, true);
    await shop.ctx.db
      .update(merchants)
      .set({ contactsMail: 'cc' })
      .where(eq(merchants.id, shop.scope.merchantId));
    const { customerId } = await shop.invoice(5_000);
    await name(shop, customerId, [named(at('ida')), named(at('max'))]);
    toNextMailing(shop);
    await sweepStatements(shop.ctx);
    await sweepStatements(shop.ctx);
    expect((await deliver(shop)).map(({ shownTo }) => shownTo)).toEqual([
      [at('ida'), at('max')],
      [at('ida'), at('max')],
    ]);
  });

  it('goes to nobody who was not named for it, and nowhere where nothing happened and nothing is owed', async () => {
    await switchTo(shop, true);
    const { customerId } = await shop.invoice(5_000);
    await name(shop, customerId, [
      { name: 'statements', email: at('ida'), roles: ['invoices'], language: null },
    ]);
    toNextMailing(shop);
    await tick(shop);
    expect(await outcomes()).toEqual(['nobody']);
    const settled = await shop.invoice(0);
    await name(shop, settled.customerId, [named(at('zero'))]);
    await name(shop, customerId, []);
    toNextMailing(shop);
    await tick(shop);
    toNextMailing(shop);
    await tick(shop);
    expect((await outcomes()).at(-1)).toBe('nothing');
    expect((await sentTo()).filter((to) => to !== at('zero'))).toEqual([]);
  });

  it('is not sent any more once it is switched off, or its reader is not named any more', async () => {
    await switchTo(shop, true);
    const { customerId } = await shop.invoice(5_000);
    await name(shop, customerId, [named(at('ida')), named(at('max'))]);
    toNextMailing(shop);
    await sweepStatements(shop.ctx);
    await sweepStatements(shop.ctx);
    await name(shop, customerId, [named(at('max'))]);
    expect((await deliver(shop)).map(({ to }) => to)).toEqual([at('max')]);
    await switchTo(shop, false);
    toNextMailing(shop);
    await tick(shop);
    expect(await sentTo()).toHaveLength(2);
    await switchTo(shop, true);
    toNextMailing(shop);
    await sweepStatements(shop.ctx);
    await switchTo(shop, false);
    await tick(shop);
    expect((await outcomes()).at(-1)).toBe('off');
  });

  it('that bounced is told to the business, and the next one is tried again', async () => {
    await switchTo(shop, true);
    await owing(shop, at('ida'));
    shop.refusing.add(at('ida'));
    toNextMailing(shop);
    await tick(shop);
    expect((await statementMails(shop)).map(({ state }) => state)).toEqual(['refused']);
    const told = await shop.ctx.db
      .select()
      .from(emails)
      .where(eq(emails.template, 'customer_unreachable_business'));
    expect(told.filter(({ merchantId }) => merchantId === shop.scope.merchantId)).toHaveLength(1);
    shop.refusing.clear();
    toNextMailing(shop);
    await tick(shop);
    expect((await statementMails(shop)).map(({ state }) => state)).toEqual(['refused', 'sent']);
  });

  it('goes on where the business has disconnected Stripe: its invoices are owed all the same', async () => {
    await switchTo(shop, true);
    await owing(shop, at('ida'));
    await disconnect(shop);
    toNextMailing(shop);
    await tick(shop);
    expect(await sentTo()).toEqual([at('ida')]);
  });

  it('of a parent covers those that it pays for, as its portal does', async () => {
    await switchTo(shop, true);
    const parent = await owing(shop, at('group'));
    const child = await shop.invoice(300);
    await setParent(shop, child.customerId, parent.customerId);
    toNextMailing(shop);
    await sweepStatements(shop.ctx);
    await sweepStatements(shop.ctx);
    const told = await deliver(shop);
    expect(told.map(({ view }) => view.statement?.statements[0]?.closing)).toEqual([5_300]);
  });

  it('has nothing of another business, and makes none for its customers', async () => {
    const other = await openShop();
    await owing(other, at('theirs'));
    await switchTo(shop, true);
    await owing(shop, at('ours'));
    toNextMailing(shop);
    await tick(shop);
    expect(await sentTo()).toEqual([at('ours')]);
    expect(await statementMails(other)).toEqual([]);
  });
});

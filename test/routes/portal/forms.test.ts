import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { customers, merchants } from '../../../src/db/schema/index.ts';
import { makeId } from '../../../src/domain/ids.ts';
import { methodsOnFile, putOnFile } from '../../support/worker/methods.ts';
import { allowParts, invoiceFor, type SignedInBrowser, signIn } from '../../support/worker/portal.ts';
import { openShop, type Shop } from '../../support/worker/shop.ts';
import { type Filled, FORM_TABLE, type Input } from './form-table.ts';
import { QUERY_TABLE, type Query } from './query-table.ts';
import { ROUTE_TABLE } from './route-table.ts';
import { TYPED_FORM_TABLE } from './typed-form-table.ts';

const FORMS = [...FORM_TABLE, ...TYPED_FORM_TABLE];
/** Posts that hold nothing to parse but the session's token, or no field at all. */
const WITHOUT_FIELDS = [
  '/portal/sign-in/:token',
  '/portal/sign-in/:token/again',
  '/portal/sign-out',
  '/portal/sign-out-everywhere',
  '/portal/autopay/off',
  '/portal/schedules/:schedule/pause',
  '/portal/schedules/:schedule/resume',
  '/portal/schedules/:schedule/end',
];

let shop: Shop;
let browser: SignedInBrowser;
let filled: Filled;

const hiddenIn = (html: string, action: string, name: string): string => {
  const form = html.slice(html.indexOf(`action="${action}"`));
  return new RegExp(`name="${name}" value="([^"]*)"`).exec(form)?.[1] ?? '';
};

beforeAll(async () => {
  shop = await openShop();
  await allowParts(shop);
  const [mine, theirs] = [await shop.invoice(42_000), await shop.invoice(2_000)];
  const [onFile, foreign] = [
    await putOnFile(shop, mine.customerId),
    await putOnFile(shop, theirs.customerId),
  ];
  // The last method of autopay is removed only once that is confirmed.
  const { db } = shop.ctx;
  await db.update(customers).set({ autopay: 'on' }).where(eq(customers.id, mine.customerId));
  await db.update(merchants).set({ customersEditDetails: true });
  browser = await signIn(shop, mine.customerId);
  const page = async (path: string) => (await browser.get(path)).text();
  const methods = await methodsOnFile(shop, mine.customerId);
  filled = {
    ...mine,
    ...onFile,
    paymentId: '',
    token: '',
    otherInvoiceId: await invoiceFor(shop, mine.customerId, 8_000),
    foreignInvoiceId: theirs.invoiceId,
    foreignMethodId: foreign.methodId,
    foreignCustomerId: theirs.customerId,
    accountId: methods.find(({ state }) => state !== 'usable')?.id ?? '',
    freshSetup: () => makeId('set', Date.now(), crypto.getRandomValues(new Uint8Array(9))),
    autopayTerms: hiddenIn(await page('/portal/autopay'), '/portal/autopay', 'terms'),
    bankTerms: hiddenIn(await page('/portal/settings/bank'), '/portal/settings/bank', 'terms'),
  };
});

async function expectAnswer(answer: Response, expected: Omit<Input, 'what' | 'fields'>): Promise<void> {
  const body = await answer.text();
  expect(answer.status).toBe(expected.status);
  expect(answer.headers.get('cache-control')).toContain('no-store');
  if (expected.leadsTo !== undefined) {
    expect(answer.headers.get('location')?.startsWith(expected.leadsTo)).toBe(true);
  }
  for (const text of expected.shows ?? []) expect(body).toContain(text);
  for (const text of ['<script', ...(expected.hides ?? [])]) expect(body).not.toContain(text);
}

describe('the table of forms', () => {
  it('has every form of the route table, with inputs that are good and some that are not', () => {
    const posted = ROUTE_TABLE.filter(({ method }) => method === 'POST').map(({ route }) => route);
    const named = [...FORMS.map(({ route }) => route), ...WITHOUT_FIELDS];
    expect(named.toSorted()).toEqual(posted.toSorted());
  });

  describe.each(FORMS.map((form) => [form.route, form] as const))('POST %s', (_, form) => {
    it.each(form.inputs.map((input) => [input.what, input] as const))('answers %s', async (_what, input) => {
      const answer = await browser.post(form.path(filled), input.fields(filled));
      await expectAnswer(answer, input);
    });
  });
});

describe('an address with a query', () => {
  const named = QUERY_TABLE.map((query, index): [string, Query] => [`${index}`, query]);
  it.each(named)('%s is answered as it was', async (_, query) => {
    await expectAnswer(await browser.get(query.path(filled)), query);
  });
});

describe('a form that is not taken', () => {
  it('is answered in the customer’s language', async () => {
    const { db } = shop.ctx;
    await db.update(customers).set({ locale: 'de' }).where(eq(customers.id, filled.customerId));
    for (const [path, fields, words] of [
      ['/portal/settings/card', {}, 'Dieses Formular wurde schon verwendet.'],
      ['/portal/settings/replace', { setup: 'x' }, 'Dieses Formular wurde schon verwendet.'],
      ['/portal/settings/bank', { setup: 'x' }, 'Dieses Formular wurde schon verwendet.'],
      ['/portal/autopay', {}, 'Bitte lesen Sie ihn noch einmal.'],
    ] as const) {
      const answer = await browser.post(path, fields);
      expect([path, answer.status]).toEqual([path, 422]);
      expect(await answer.text()).toContain(words);
    }
  });
});

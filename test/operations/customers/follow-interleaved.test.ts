import { ne } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { connections } from '../../../src/db/schema/index.ts';
import { SHARED_FIELDS, type SharedField } from '../../../src/domain/customer/shared-fields.ts';
import { sweepCustomers } from '../../../src/operations/catch-up/sweep-customers.ts';
import { runs } from '../../support/properties.ts';
import { linkedCustomer } from '../../support/worker/customers.ts';
import { advanceBoth, breakStripe, mendStripe } from '../../support/worker/events.ts';
import { askedOfStripe, forgetAsked, openShop } from '../../support/worker/shop.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

afterEach(mendStripe);

const HERE = {
  name: (value: string) => ({ legalName: value }),
  email: (value: string) => ({ email: `${value}@here.test` }),
  phone: (value: string) => ({ telephone: value }),
  address: (value: string) => ({ address: { line1: value, country: 'US' } }),
} as const;
const THERE = {
  name: (value: string) => ({ name: value }),
  email: (value: string) => ({ email: `${value}@there.test` }),
  phone: (value: string) => ({ phone: value }),
  address: (value: string) => ({ 'address[line1]': value, 'address[country]': 'DE' }),
} as const;

const step = fc.oneof(
  fc.record({ kind: fc.constantFrom('here', 'there'), field: fc.constantFrom(...SHARED_FIELDS) }),
  fc.record({ kind: fc.constant('hear'), which: fc.nat(20) }),
  fc.record({ kind: fc.constant('work') }),
  fc.record({ kind: fc.constant('sweep') }),
  fc.record({
    kind: fc.constant('fault'),
    fault: fc.constantFrom('timeout', 'timeout_applied', '500', '500_applied', '429'),
    method: fc.constantFrom('GET', 'POST'),
  }),
);

it('edits on both sides, with reports that come late, twice and in any order, end the same, as the later wrote them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 18 }), fc.nat(), async (steps, seed) => {
      await mendStripe();
      const shop = await openShop();
      await shop.ctx.db
        .update(connections)
        .set({ livemode: true })
        .where(ne(connections.id, shop.connectionId));
      const customer = await linkedCustomer(shop);
      await shop.work();
      const last = new Map<SharedField, string>();
      let count = 0;
      for (const next of steps) {
        await advanceBoth(shop, 2 * SECOND);
        count += 1;
        if ('field' in next) {
          const value = `${count}${next.kind}`;
          last.set(next.field, value);
          if (next.kind === 'here') await customer.edit(HERE[next.field](value));
          else {
            // Faults are for our own calls.
            await mendStripe();
            await customer.editThere(THERE[next.field](value));
          }
        } else if ('which' in next) {
          const events = await customer.events();
          const event = events[next.which % Math.max(1, events.length)];
          if (event !== undefined) await customer.hear(event);
        } else if ('fault' in next) {
          const { method, fault: kind } = next;
          await breakStripe({ method, pathPattern: '/v1/customers/*', times: 1, kind, holdMs: 1 });
        } else if (next.kind === 'work') await shop.work();
        else await sweepCustomers(shop.ctx);
      }
      await mendStripe();
      // Every report comes in the end, in some order, and some of them twice.
      const events = await customer.events();
      const order = [...events, ...events].toSorted((a, b) => mixed(a.id, seed) - mixed(b.id, seed));
      for (const event of order) await customer.hear(event);
      for (let minute = 0; minute < 8; minute += 1) {
        await shop.work();
        await advanceBoth(shop, MINUTE);
        await sweepCustomers(shop.ctx);
        for (const event of await customer.events()) await customer.hear(event);
      }
      const here = await customer.here();
      expect(await customer.there()).toEqual(here);
      for (const [field, value] of last) expect(here[field]).toContain(value);
      expect(await customer.link()).toMatchObject({ change: null, followAt: null });

      // Nothing goes back and forth from here.
      await forgetAsked();
      for (const event of order) await customer.hear(event);
      await shop.work();
      await sweepCustomers(shop.ctx);
      const sent = (await askedOfStripe()).filter(({ method }) => method === 'POST');
      expect(sent.filter(({ path }) => path.startsWith('/v1/customers/'))).toEqual([]);
      expect(await customer.here()).toEqual(here);
    }),
    runs(10),
  );
}, 240_000);

function mixed(text: string, seed: number): number {
  let hash = seed % 65_521;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return hash;
}

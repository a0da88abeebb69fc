import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../src/operations/core/context.ts';
import { followCustomer } from '../../../src/operations/customers/follow-customer.ts';
import { linkClient } from '../../../src/operations/customers/link.ts';
import { eraseCustomer } from '../../../src/operations/erasure/erase-customer.ts';
import { runImport } from '../../../src/operations/mapping/run-import.ts';
import { syncMethods } from '../../../src/operations/methods/sync-methods.ts';
import { atStripe } from '../../support/worker/accounts.ts';
import { breakStripe, mendStripe } from '../../support/worker/events.ts';
import { type Mapping, openMapping } from '../../support/worker/mapping.ts';
import { methodsOnFile } from '../../support/worker/methods.ts';
import { must } from '../../support/worker/shop.ts';
import { enterWorld } from '../../support/worker/worlds.ts';

let map: Mapping;
beforeEach(async () => {
  map = await openMapping();
});

describe('while Stripe’s search lags behind by a minute', () => {
  beforeEach(() => enterWorld({ search: 'a_minute_later' }));
  afterEach(() => enterWorld({ search: 'at_once' }));

  it('an import that is made twice makes nobody twice, nor does one after a new reading', async () => {
    const ids = [
      await map.addClient({ legalName: 'One', email: 'one@acme.test' }),
      await map.addClient({ legalName: 'Two', email: 'two@acme.test' }),
    ];
    await map.read();
    must(await map.decideAll({ kind: 'create' }));
    const { importId } = await map.begin();
    await Promise.all([runImport(map.ctx, { importId }), runImport(map.ctx, { importId })]);
    await map.shop.work();
    expect(await map.customersAtStripe()).toHaveLength(2);

    await map.read();
    await map.decideAll({ kind: 'create' });
    await map.decide(ids, { kind: 'create' });
    await runImport(map.ctx, { importId });
    await map.shop.work();
    expect(await map.customersAtStripe()).toHaveLength(2);
    expect((await Promise.all(ids.map(map.client))).map((one) => one?.status)).toEqual(['mapped', 'mapped']);
  });

  it('who was made at Stripe seconds ago is found by the list, and proposed instead of made again', async () => {
    const id = await map.addClient({ legalName: 'Bluebird', email: 'office@bluebird.test' });
    const there = await map.addAtStripe({ name: 'Bluebird', email: 'Office@Bluebird.test' });
    await map.read();
    expect(await map.client(id)).toMatchObject({ status: 'proposed', proposed: there });
  });
});

describe('a customer’s id of the other mode', () => {
  let customerId: string;
  let target: string;
  beforeEach(async () => {
    customerId = await map.addClient({ legalName: 'Acme', email: 'ada@acme.test' });
    target = await map.addAtStripe({ name: 'Acme' });
    await atStripe(map.account, '/payment_methods/pm_card_visa/attach', { customer: target });
  });
  afterEach(() => mendStripe());

  const link = () =>
    linkClient(map.ctx, {
      scope: map.scope,
      customerId,
      stripeCustomerId: target,
      commandId: newId(map.ctx, 'req'),
      onlyUnlinked: false,
    });
  /** Stripe answers for it as it does by a key of the other mode. */
  const ofOtherMode = () =>
    breakStripe({
      pathPattern: `/v1/customers/${target}*`,
      times: 50,
      kind: 'answer',
      answer: {
        status: 404,
        body: {
          error: {
            type: 'invalid_request_error',
            code: 'resource_missing',
            param: 'id',
            message: `No such customer: '${target}'; a similar object exists in test mode, but a live mode key was used to make this request.`,
          },
        },
      },
    });
  const row = () => map.linkOf(customerId);
  const at = () => ({ customerId, connectionId: map.connectionId });

  it('is not linked, and the refusal says why', async () => {
    await ofOtherMode();
    expect(await link()).toMatchObject({
      rejection: { code: 'stripe_customer_unusable', why: 'other_mode' },
    });
    expect((await row())?.stripeCustomerId ?? null).toBeNull();
  });

  it('that is linked is marked lost with that reason, autopay rests, and comes back with the right key', async () => {
    must(await link());
    await map.shop.work();
    await ofOtherMode();
    await syncMethods(map.ctx, at());
    expect(await row()).toMatchObject({ lostReason: 'other_mode', stripeCustomerId: target });
    expect(await methodsOnFile(map.shop, customerId)).toMatchObject([
      { state: 'unusable', stateReason: 'customer_lost' },
    ]);
    await mendStripe();
    must(await followCustomer(map.ctx, at()));
    await map.shop.work();
    expect(await row()).toMatchObject({ lostReason: null });
    expect(await methodsOnFile(map.shop, customerId)).toMatchObject([{ state: 'usable' }]);
  });

  it('does not keep a person’s data from being erased', async () => {
    must(await link());
    await map.shop.work();
    await ofOtherMode();
    await syncMethods(map.ctx, at());
    const ask = { scope: map.scope, customerId, stripeCustomer: 'keep' as const };
    expect((await eraseCustomer(map.ctx, ask)).kind).toBe('done');
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Bench, openBench, SECRET } from './support.ts';

let bench: Bench;
let url: string;
beforeEach(async () => {
  bench = await openBench();
  const [endpoint] = (await bench.stripe.webhookEndpoints.list()).data;
  url = endpoint?.url ?? '';
  // What is heard here are thin events alone.
  await bench.stripe.webhookEndpoints.del(endpoint?.id ?? '');
});
afterEach(() => bench.close());

type Sources = '@self' | '@accounts';

const destination = (eventsFrom: Sources[], enabledEvents = ['*']) =>
  bench.stripe.v2.core.eventDestinations.create({
    name: 'Accounts',
    event_payload: 'thin',
    type: 'webhook_endpoint',
    events_from: eventsFrom,
    enabled_events: enabledEvents,
    webhook_endpoint: { url },
    include: ['webhook_endpoint.signing_secret', 'webhook_endpoint.url'],
  });

async function account(): Promise<string> {
  return (await bench.control<{ id: string }>('POST', '/accounts', {})).body.id;
}
const restrict = (id: string, currentlyDue: string[]) =>
  bench.control('POST', `/accounts/${id}/requirements`, { currentlyDue });

const OF_A_RESTRICTION = [
  'v2.core.account.updated',
  'v2.core.account[requirements].updated',
  'v2.core.account[configuration.merchant].capability_status_updated',
  'v2.core.account[configuration.recipient].capability_status_updated',
  'v2.core.account[configuration.merchant].capability_status_updated',
];

describe('a destination of thin events', () => {
  it('is notified of an account, signed, without an object, and the SDK reads the notification and the event', async () => {
    const { stripe } = bench;
    const made = await destination(['@self']);
    const secret = made.webhook_endpoint?.signing_secret ?? '';
    expect(made).toMatchObject({
      object: 'v2.core.event_destination',
      event_payload: 'thin',
      status: 'enabled',
    });
    const id = await account();
    await restrict(id, ['external_account']);
    expect(await bench.types()).toEqual(OF_A_RESTRICTION);
    const [first, , , , last] = bench.received;
    expect(first?.body).not.toContain('"data"');
    const notification = await stripe.parseEventNotificationAsync(
      first?.body ?? '',
      first?.signature ?? '',
      secret,
      undefined,
      undefined,
      bench.sandbox.clock.now(),
    );
    expect(notification).toMatchObject({
      type: 'v2.core.account.updated',
      related_object: { id, type: 'v2.core.account', url: `/v2/core/accounts/${id}` },
    });
    const whole = await stripe.v2.core.events.retrieve(JSON.parse(last?.body ?? '').id);
    expect(whole).toMatchObject({ data: { updated_capability: 'ach_debit_payments' } });
  });

  it('shows its secret once, and its address where that is asked for', async () => {
    const { eventDestinations } = bench.stripe.v2.core;
    const { id } = await destination(['@self']);
    expect(JSON.stringify(await eventDestinations.retrieve(id))).not.toContain('whsec_');
    const shown = await eventDestinations.retrieve(id, { include: ['webhook_endpoint.url'] });
    expect(shown.webhook_endpoint).toEqual({ url });
  });

  it('hears what it subscribes to, only while it is enabled, and nothing of the platform’s own account', async () => {
    const { eventDestinations } = bench.stripe.v2.core;
    const { id } = await destination(['@self', '@accounts'], ['v2.core.account[requirements].updated']);
    const connected = await account();
    await restrict(connected, ['external_account']);
    expect(await bench.types()).toEqual(['v2.core.account[requirements].updated']);
    await eventDestinations.disable(id);
    await restrict(connected, []);
    await eventDestinations.enable(id);
    await eventDestinations.ping(id);
    const { account: own } = (await bench.control<{ account: string }>('GET', '/state')).body;
    await restrict(own, ['external_account']);
    expect(await bench.types()).toEqual([
      'v2.core.account[requirements].updated',
      'v2.core.event_destination.ping',
    ]);
  });

  it.each([
    ['of_the_platform', '@self', '@accounts', false],
    ['of_the_account', '@accounts', '@self', true],
  ] as const)(
    'in the world where such an event is %s hears it from %s',
    async (accountEvents, from, not, named) => {
      await bench.control('POST', '/worlds', { accountEvents });
      await destination([not]);
      const id = await account();
      await restrict(id, ['external_account']);
      expect(await bench.types()).toEqual([]);
      await destination([from]);
      await restrict(id, []);
      expect(await bench.types()).toEqual(OF_A_RESTRICTION);
      expect(JSON.parse(bench.received[0]?.body ?? '').context).toBe(named ? id : undefined);
    },
  );

  it('loses, doubles and reorders them by the switch of all webhooks, and is tried again', async () => {
    await bench.control('POST', '/event_destinations', { url, secret: SECRET });
    const id = await account();
    await bench.control('POST', '/webhooks', { mode: 'drop' });
    await restrict(id, ['external_account']);
    expect(await bench.types()).toEqual([]);
    await bench.control('POST', '/webhooks', { mode: 'reorder', duplicate: 1 });
    await restrict(id, []);
    expect(await bench.types()).toEqual(OF_A_RESTRICTION.toReversed().flatMap((type) => [type, type]));
    await bench.control('POST', '/webhooks', { mode: 'on', duplicate: 0 });
    bench.answerWith(500);
    await restrict(id, ['external_account']);
    await bench.types();
    bench.answerWith(200);
    bench.received.length = 0;
    bench.sandbox.clock.advance(2000);
    expect((await bench.types()).toSorted()).toEqual(OF_A_RESTRICTION.toSorted());
  });
});

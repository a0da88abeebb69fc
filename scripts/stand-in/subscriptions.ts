import { randomUUID } from 'node:crypto';
import { Refusal, type Route } from './http.ts';
import type { AccountState, StoredSubscription } from './state.ts';

const ALL = /^\/client\/v4\/accounts\/\w+\/event_subscriptions\/subscriptions$/;

/** Subscriptions of queues to the account's events: one for a source and a domain. */
export function subscriptionRoutes(account: AccountState): readonly Route[] {
  return [
    [
      'GET',
      ALL,
      ({ query }) =>
        account.subscriptions.filter(({ destination }) =>
          [null, destination.queue_id].includes(query.get('queue_id')),
        ),
    ],
    [
      'POST',
      ALL,
      async ({ request }) => {
        const asked: Omit<StoredSubscription, 'id'> = JSON.parse(await request.text());
        const { source, destination } = asked;
        if (!account.queues.has(destination.queue_id))
          throw new Refusal(404, 11000, `Queue ${destination.queue_id} does not exist`);
        if (source.type === 'email.sending' && !account.zones.has(source.zone_id ?? ''))
          throw new Refusal(400, 10001, `Email Sending is not enabled for ${source.domain}`);
        if (account.subscriptions.some((each) => JSON.stringify(each.source) === JSON.stringify(source)))
          throw new Refusal(409, 10002, 'A subscription for this source exists already');
        const made: StoredSubscription = { ...asked, id: randomUUID().replaceAll('-', '') };
        account.subscriptions.push(made);
        return {
          ...made,
          enabled: true,
          created_at: '2026-01-01T00:00:00Z',
          modified_at: '2026-01-01T00:00:00Z',
        };
      },
    ],
  ];
}

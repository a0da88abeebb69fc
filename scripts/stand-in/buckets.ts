import { field } from './d1.ts';
import { Refusal, type Route } from './http.ts';
import type { AccountState } from './state.ts';

const ALL = /^\/client\/v4\/accounts\/\w+\/r2\/buckets$/;
const ONE = /^\/client\/v4\/accounts\/\w+\/r2\/buckets\/([^/]+)$/;

/** R2's buckets. Nobody has any before R2 is switched on in the dashboard, which asks for a payment method. */
export function bucketRoutes(account: AccountState): readonly Route[] {
  const shown = (name: string) => ({
    name,
    creation_date: '2026-01-01T00:00:00Z',
    location: 'WEUR',
    storage_class: 'Standard',
  });
  const beOn = (): void => {
    if (account.buckets === null) {
      throw new Refusal(403, 10042, 'Please enable R2 through the Cloudflare Dashboard.');
    }
  };
  return [
    [
      'GET',
      ONE,
      ({ parts: [name = ''] }) => {
        beOn();
        if (account.buckets?.has(name) === true) return shown(name);
        throw new Refusal(404, 10006, 'The specified bucket does not exist.');
      },
    ],
    [
      'POST',
      ALL,
      async ({ request }) => {
        beOn();
        const name = field(await request.json(), 'name');
        if (account.buckets?.has(name) === true) {
          throw new Refusal(409, 10004, 'The bucket you tried to create already exists, and you own it.');
        }
        account.buckets?.add(name);
        return shown(name);
      },
    ],
  ];
}

import { describe, expect, it } from 'vitest';
import {
  beginFollowing,
  changedHere,
  compare,
  type Followed,
  type HeardChange,
  wasLeftOut,
  wasSent,
} from '../../../src/domain/customer/follow.ts';
import {
  addressText,
  fieldsThatDiffer,
  type Shared,
  type SharedColumns,
  sharedOf,
} from '../../../src/domain/customer/shared-fields.ts';

const SECOND = 1000;
const T = 1_800_000_000_000;
const COLUMNS: SharedColumns = {
  legalName: 'Old',
  email: 'own@payer.test',
  billingEmails: [],
  telephone: '1',
  address: { line1: 'Old Road', country: 'US' },
};
const AGREED = sharedOf(COLUMNS);
const START = { followed: beginFollowing(AGREED, AGREED, T), columns: COLUMNS };
const edited = (change: Partial<SharedColumns>, at: number, from = START) => {
  const columns = { ...from.columns, ...change };
  const fields = fieldsThatDiffer(sharedOf(from.columns), sharedOf(columns));
  return { followed: changedHere(from.followed, fields, at), columns };
};
const heard = (
  at: number,
  values: Partial<Shared>,
  emailBefore: string | null = 'own@payer.test',
): HeardChange => ({
  at,
  fields: (['name', 'email', 'phone', 'address'] as const).filter((field) => values[field] !== undefined),
  values: { ...AGREED, ...values },
  emailBefore,
});
const outcome = ({ columns, taken, send, waits }: ReturnType<typeof compare>) => ({
  ours: sharedOf(columns),
  taken,
  send,
  waits,
});

describe('a field that only one side changed', () => {
  it.each([
    ['name', { legalName: 'New' }],
    ['email', { email: 'new@payer.test' }],
    ['email', { email: null }],
    ['phone', { telephone: '2' }],
    ['phone', { telephone: null }],
    ['address', { address: { line1: 'New Road', country: 'US' } }],
    ['address', { address: {} }],
  ] as const)('here goes to Stripe: %s', (field, change) => {
    const to = edited(change, T + 5 * SECOND);
    expect(outcome(compare(to, AGREED, null, T + 6 * SECOND))).toEqual({
      ours: sharedOf(to.columns),
      taken: [],
      send: [field],
      waits: false,
    });
  });

  it.each([
    ['name', 'New'],
    ['email', 'new@payer.test'],
    ['phone', '2'],
    ['phone', null],
    ['address', addressText({ line1: 'New Road', country: 'DE' })],
    ['address', null],
  ] as const)('there is taken over: %s %j', (field, value) => {
    const remote = { ...AGREED, [field]: value };
    const compared = compare(START, remote, null, T + 6 * SECOND);
    expect(outcome(compared)).toEqual({ ours: remote, taken: [field], send: [], waits: false });
    expect(compared.followed[field]).toMatchObject({ by: 'stripe' });
    // Nothing is left to do.
    expect(outcome(compare(compared, remote, null, T + 7 * SECOND))).toEqual({
      ours: remote,
      taken: [],
      send: [],
      waits: false,
    });
  });

  it('where the two never agreed and neither was changed, stays as it is on both', () => {
    const linked = { followed: beginFollowing(AGREED, null, T), columns: COLUMNS };
    const remote = { name: 'Else', email: 'else@payer.test', phone: null, address: null };
    expect(outcome(compare(linked, remote, null, T))).toEqual({
      ours: AGREED,
      taken: [],
      send: [],
      waits: false,
    });
  });
});

describe('a field that both sides changed', () => {
  const ours = edited({ telephone: '2' }, T + 10 * SECOND);
  const remote = { ...AGREED, phone: '3' };

  it('waits until it is known which was later, and no longer than five minutes', () => {
    expect(outcome(compare(ours, remote, null, T + 11 * SECOND))).toMatchObject({ send: [], waits: true });
    expect(outcome(compare(ours, remote, null, T + 400 * SECOND))).toMatchObject({
      send: ['phone'],
      waits: false,
    });
  });

  it('is as the later wrote it: Stripe’s', () => {
    const compared = compare(ours, remote, heard(T + 11 * SECOND, { phone: '3' }), T + 12 * SECOND);
    expect(outcome(compared)).toMatchObject({ ours: { phone: '3' }, send: [], waits: false });
  });

  it('is as the later wrote it: ours', () => {
    const compared = compare(ours, remote, heard(T + 5 * SECOND, { phone: '3' }), T + 12 * SECOND);
    expect(outcome(compared)).toMatchObject({ ours: { phone: '2' }, send: ['phone'], waits: false });
  });

  it('is Stripe’s again where ours was sent over a later one', () => {
    const sent = { ...ours, followed: wasSent(ours.followed, { phone: '2' }, { ...AGREED, phone: '2' }) };
    const compared = compare(
      sent,
      { ...AGREED, phone: '2' },
      heard(T + 11 * SECOND, { phone: '3' }),
      T + 15 * SECOND,
    );
    expect(outcome(compared)).toMatchObject({ ours: { phone: '3' }, send: ['phone'], waits: false });
  });

  it('does not go back to what was heard late', () => {
    const first = compare(START, remote, heard(T + 20 * SECOND, { phone: '3' }), T + 21 * SECOND);
    const second = compare(first, remote, heard(T + 15 * SECOND, { phone: '9' }), T + 22 * SECOND);
    expect(outcome(second)).toMatchObject({ ours: { phone: '3' }, send: [], waits: false });
    const again = compare(second, remote, heard(T + 20 * SECOND, { phone: '3' }), T + 23 * SECOND);
    expect(outcome(again)).toMatchObject({ ours: { phone: '3' }, taken: [], send: [] });
  });
});

describe('what is not taken over from Stripe', () => {
  it('a mail address that appeared where there was none: a payer may have typed it', () => {
    const none = { ...COLUMNS, email: null };
    const begun = { followed: beginFollowing(sharedOf(none), sharedOf(none), T), columns: none };
    const remote = { ...sharedOf(none), email: 'payer@stranger.test' };
    for (const change of [null, heard(T + 9 * SECOND, { email: 'payer@stranger.test' }, null)]) {
      const compared = compare(begun, remote, change, T + 10 * SECOND);
      expect(outcome(compared)).toEqual({ ours: sharedOf(none), taken: [], send: [], waits: false });
      expect(outcome(compare(compared, remote, null, T + 20 * SECOND))).toMatchObject({
        taken: [],
        send: [],
      });
    }
  });

  it.each([
    ['an erased name', { name: null }],
    ['a name of blanks', { name: '  ' }],
    ['what is no address', { email: 'a@b, c@d' }],
    ['an erased address, where nobody else would be told of charges', { email: null }],
  ])('%s', (_what, change) => {
    const remote = { ...AGREED, ...change };
    const compared = compare(START, remote, null, T + 9 * SECOND);
    expect(outcome(compared)).toEqual({ ours: AGREED, taken: [], send: [], waits: false });
  });

  it('but an erased address is taken where others are told', () => {
    const columns = { ...COLUMNS, email: null, billingEmails: ['own@payer.test', 'ap@payer.test'] };
    const start = { followed: beginFollowing(sharedOf(columns), sharedOf(columns), T), columns };
    const compared = compare(start, { ...sharedOf(columns), email: null }, null, T + 9 * SECOND);
    expect(compared.columns.billingEmails).toEqual(['ap@payer.test']);
  });

  it('more of a name than we hold, which does not shorten Stripe’s', () => {
    const name = 'N'.repeat(256);
    const compared = compare(START, { ...AGREED, name }, heard(T + 9 * SECOND, { name }), T + 10 * SECOND);
    expect(outcome(compared)).toMatchObject({ ours: { name: 'N'.repeat(200) }, taken: ['name'], send: [] });
    expect(outcome(compare(compared, { ...AGREED, name }, null, T + 20 * SECOND))).toMatchObject({
      send: [],
    });
  });
});

it('what Stripe does not take is not sent again until it is another', () => {
  const long = edited({ telephone: '1'.repeat(30) }, T + SECOND);
  const followed: Followed = wasLeftOut(long.followed, 'phone', '1'.repeat(30));
  const told = { ...long, followed };
  expect(outcome(compare(told, AGREED, null, T + 2 * SECOND))).toMatchObject({ send: [], taken: [] });
  const shorter = edited({ telephone: '5' }, T + 3 * SECOND, told);
  expect(outcome(compare(shorter, AGREED, null, T + 4 * SECOND))).toMatchObject({ send: ['phone'] });
});

it('an erased mail address is erased wherever it stood, and the next one goes to Stripe', () => {
  const columns = { ...COLUMNS, email: 'a@payer.test', billingEmails: ['a@payer.test', 'b@payer.test'] };
  const begun = { followed: beginFollowing(sharedOf(columns), sharedOf(columns), T), columns };
  const compared = compare(begun, { ...sharedOf(columns), email: null }, null, T + SECOND);
  expect(compared.columns).toMatchObject({ email: null, billingEmails: ['b@payer.test'] });
  expect(compared.send).toEqual(['email']);
});

describe('a report of Stripe’s', () => {
  const report = heard(T + 10 * SECOND, { phone: '2' });
  const taken = compare(START, { ...AGREED, phone: '2' }, report, T + 11 * SECOND);

  it('is taken once: what is changed here in the same second is not undone by the same report again', () => {
    expect(outcome(taken)).toMatchObject({ ours: { phone: '2' }, taken: ['phone'], send: [] });
    expect(taken.followed.phone).toMatchObject({
      at: T + 10 * SECOND,
      by: 'stripe',
      heardAt: T + 10 * SECOND,
    });
    const changedSince = edited({ telephone: '3' }, T + 10 * SECOND + 500, taken);
    const again = compare(changedSince, { ...AGREED, phone: '2' }, report, T + 12 * SECOND);
    expect(outcome(again)).toMatchObject({ ours: { phone: '3' }, taken: [], send: ['phone'] });
  });

  it('of an older change than one that was heard changes nothing', () => {
    const older = heard(T + 9 * SECOND, { phone: '9' });
    const after = compare(taken, { ...AGREED, phone: '2' }, older, T + 12 * SECOND);
    expect(outcome(after)).toMatchObject({ ours: { phone: '2' }, taken: [], send: [] });
    expect(after.followed.phone.heardAt).toBe(T + 10 * SECOND);
  });

  it('counts as later within its second where Stripe has its value still, and not where it has another', () => {
    const mine = edited({ telephone: '3' }, T + 10 * SECOND + 999);
    const standing = compare(mine, { ...AGREED, phone: '2' }, report, T + 12 * SECOND);
    expect(outcome(standing)).toMatchObject({ ours: { phone: '2' }, taken: ['phone'] });
    const gone = compare(mine, { ...AGREED, phone: '4' }, report, T + 12 * SECOND);
    expect(outcome(gone)).toMatchObject({ ours: { phone: '3' }, taken: [] });
    const next = edited({ telephone: '3' }, T + 11 * SECOND);
    expect(outcome(compare(next, { ...AGREED, phone: '2' }, report, T + 12 * SECOND))).toMatchObject({
      ours: { phone: '3' },
      taken: [],
      send: ['phone'],
    });
  });

  it('of what is here already is noted as Stripe’s, and takes nothing', () => {
    const same = edited({ telephone: '2' }, T + 5 * SECOND);
    const after = compare(same, { ...AGREED, phone: '2' }, report, T + 12 * SECOND);
    expect(outcome(after)).toMatchObject({ ours: { phone: '2' }, taken: [], send: [] });
    expect(after.followed.phone).toMatchObject({ at: T + 10 * SECOND, by: 'stripe' });
  });
});

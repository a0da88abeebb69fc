import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WORLDS } from '#stripe-sandbox';
import { readTranscript } from '../../scripts/check-stripe/files.ts';
import { refusedKey, withoutKey } from '../../scripts/check-stripe/keys.ts';
import { PROBES } from '../../scripts/check-stripe/probes/index.ts';
import { type Probe, runProbes } from '../../scripts/check-stripe/run-probes.ts';
import { openSandboxTarget } from '../../scripts/check-stripe/sandbox-target.ts';
import type { Target } from '../../scripts/check-stripe/target.ts';
import {
  differences,
  privateIn,
  type Recording,
  type Transcript,
  withoutIds,
} from '../../scripts/check-stripe/transcript.ts';

const BEHAVIOUR = readFileSync('packages/stripe-sandbox/docs/BEHAVIOUR.md', 'utf8');

describe('the sandbox', () => {
  let target: Target;
  let now: Recording;
  beforeAll(async () => {
    target = await openSandboxTarget();
    now = await runProbes(target, PROBES);
  }, 180_000);
  afterAll(() => target.close());

  it('answers every probe as its transcript says', () => {
    expect(differences(readTranscript('sandbox')?.probes ?? {}, now)).toEqual([]);
  });

  it('answers as Stripe did, where somebody has recorded it', () => {
    const recorded = readTranscript('stripe');
    expect(recorded === null ? [] : differences(recorded.probes, now)).toEqual([]);
  });

  it('lets every probe come to its end', () => {
    expect(Object.entries(now).filter(([, steps]) => 'broke' in steps)).toEqual([]);
    expect(Object.keys(now)).toHaveLength(PROBES.length);
    expect(PROBES.length).toBeGreaterThanOrEqual(40);
  });
});

describe('a transcript', () => {
  const transcript = (probes: Recording): Transcript => ({
    source: 'stripe',
    recordedOn: '2026-11-28',
    apiVersion: '2026-10-28.endive',
    probes,
  });

  it.each(['sandbox', 'stripe'] as const)(
    'of %s says where and when, and holds nothing secret or personal',
    (source) => {
      const stored = readTranscript(source);
      if (stored === null) return expect(source).toBe('stripe');
      expect(stored).toMatchObject({ source, recordedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
      expect(stored.apiVersion).toBe('2026-10-28.endive');
      expect(privateIn(stored)).toEqual([]);
    },
  );

  it.each([
    ['pi_3PqRsTuVwXyZ0123', 'an id: pi_3PqRsTuVwXyZ0123'],
    ['sk_test_4eC39Hq', 'a key: sk_test_4eC39Hq'],
    ['whsec_abc', 'a key: whsec_abc'],
    ['jenny@example.com', 'an address: y@e'],
    ['https://checkout.stripe.com/c/pay', 'a web address: https:'],
    ['4242424242424242', 'the number of a card or an account: 4242424242424242'],
  ])('that held %s is not written', (held, found) => {
    expect(privateIn(transcript({ probe: { step: { field: held } } }))).toEqual([found]);
  });

  it('has the kinds of ids in their place', () => {
    expect(
      withoutIds({ a: ['cs_test_a1B2c3D4e5F6', 'pm_card_visa'], b: { c: 'of cus_NffrFeUfNV2Hib' } }),
    ).toEqual({
      a: ['<cs>', 'pm_card_visa'],
      b: { c: 'of <cus>' },
    });
  });

  it('is compared step by step, down to what differs', () => {
    const before = { one: { a: { status: 200, events: ['x', 'y'] }, b: { status: 400 } }, two: {} };
    const after = { one: { a: { status: 402, events: ['y', 'x'] }, c: true } };
    expect(differences(before, after)).toEqual([
      'one, a: status was 200, is 402',
      'one, a: events was ["x","y"], is ["y","x"]',
      'one, b: was {"status":400}, is nothing',
      'one, c: was nothing, is true',
    ]);
    expect(differences(before, before)).toEqual([]);
  });
});

describe('a probe that breaks', () => {
  it('says so in its recording, and the others go on', async () => {
    const target = await openSandboxTarget();
    const breaks: Probe = {
      name: 'breaks',
      ask: () => Promise.reject(new TypeError('a step that cannot be')),
    };
    const works: Probe = { name: 'works', ask: async ({ note }) => note('said', 'cus_NffrFeUfNV2Hib') };
    try {
      expect(await runProbes(target, [breaks, works], undefined, () => undefined)).toEqual({
        breaks: { broke: 'TypeError' },
        works: { said: '<cus>' },
      });
    } finally {
      await target.close();
    }
  });
});

describe('the key', () => {
  it.each(['sk_test_51Abc', 'rk_test_51Abc'])('of a test account is taken: %s', (key) => {
    expect(refusedKey(key)).toBeNull();
  });

  it.each(['sk_live_51Abc', 'rk_live_51Abc'])('of a live account is refused: %s', (key) => {
    expect(refusedKey(key)).toContain('a live key');
  });

  it.each(['pk_test_51Abc', 'whsec_51Abc', 'sk_test_', ' sk_test_51Abc', 'ysk_test_a', 'sk_test_a\n'])(
    'that is no secret test key is refused: %j',
    (key) => {
      expect(refusedKey(key)).toContain('holds no secret key');
    },
  );

  it('that is missing gets the sentence that says what would be done with one', () => {
    expect(withoutKey(50)).toContain('STRIPE_TEST_KEY is not set, so only the sandbox was asked.');
    expect(withoutKey(50)).toContain('the same 50 probes run at Stripe too');
  });
});

describe('docs/BEHAVIOUR.md', () => {
  const rows = BEHAVIOUR.split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| -'))
    .map((line) => line.split(' | ').map((cell) => cell.replaceAll('|', '').trim()))
    .slice(1);
  const named = (column: number): string[] =>
    rows.flatMap((cells) => [...(cells[column] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name));

  it('names every world, and no other', () => {
    expect([...new Set(named(2))].sort()).toEqual(Object.keys(WORLDS).sort());
  });

  it('names probes that there are', () => {
    const names = PROBES.map(({ name }) => name);
    const unknown = named(3).filter((name) => !names.some((each) => each.startsWith(name.replace('…', ''))));
    expect(unknown).toEqual([]);
  });

  it('assumes nothing without a world, save what says that it is so in every world', () => {
    const assumed = rows.filter(
      ([, source = '', worlds = '']) => /assumed|not said|does not say/.test(source) && worlds === '',
    );
    const excused = assumed.filter(([, source = '']) => /in every world|the control API gives/.test(source));
    expect(assumed).toEqual(excused);
  });
});

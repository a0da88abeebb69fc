import { expect, it } from 'vitest';
import { healthText } from '../../scripts/operator/words.ts';

const URL = 'https://billing.acme.example';
const WELL = {
  ...{
    ready: true,
    schema: '0047_books_by_day.sql',
    tickLagMs: 36_000,
    oldestUndoneMs: 0,
    eventsLagMs: 38_000,
  },
  sweeps: [
    { name: 'sweepWork', lagMs: 36_000 },
    { name: 'pruneOld', lagMs: 5_400_000 },
  ],
  database: { bytes: 1_454_080, limitBytes: 10_000_000_000, fullOn: null },
  causes: [],
  setUp: { checked: ['DB'], problems: [] },
};

it('the person on duty reads in a few lines that nothing is wrong', () => {
  expect(healthText(URL, WELL)).toBe(
    [
      `${URL} is ready.`,
      '✓ Nothing is wrong.',
      '  cron          36 s ago',
      '  sweeps        2; the one that concluded first, pruneOld, 90 min ago',
      '  oldest work   none waits',
      '  Stripe        read 38 s ago',
      '  database      1.5 MB of 10,000',
      '  schema        0047_books_by_day.sql',
    ].join('\n'),
  );
});

it('or what is, with the sentence that mends it, and what stopped', () => {
  const text = healthText(URL, {
    ...WELL,
    ready: false,
    ...{ deadEffects: 1, quarantinedEvents: 2, oldestUndoneMs: 1_200_000 },
    causes: [{ says: 'Stripe refuses the key.' }],
    setUp: { problems: [{ setting: 'APP_URL', says: 'APP_URL is not set' }] },
  });
  expect(text.split('\n').slice(0, 6)).toEqual([
    `${URL} is not ready.`,
    '✗ APP_URL is not set',
    '✗ Stripe refuses the key.',
    '! 1 job that stopped',
    '! 2 events of Stripe’s set aside',
    '  What stopped and why: `npm run operator -- work`',
  ]);
  expect(text).toContain('waits for 20 min');
  expect(text).not.toContain('Nothing is wrong');
});

it('and with another key than the deployment’s, that it is another', () => {
  expect(healthText(URL, { ready: true })).toContain('OPERATOR_KEY is another one there');
});

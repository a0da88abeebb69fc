import { spawnSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';

const run = (parameters: readonly string[], environment: Readonly<Record<string, string>> = {}) =>
  spawnSync(process.execPath, parameters, {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  });

test.each([
  ['', 'No instant is given'],
  ['tomorrow', '"tomorrow" is no instant'],
  ['2027-02-29T02:30Z', '"2027-02-29T02:30Z" is no instant'],
  ['2028-02-29T24:00Z', '"2028-02-29T24:00Z" is no instant'],
  ['2028-02-29T02:30', '"2028-02-29T02:30" is no instant'],
])('tests at %o are refused in words', (instant, sentence) => {
  const { status, stderr } = run(['scripts/test-clock.ts', ...(instant === '' ? [] : [instant])]);
  expect([status, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  expect(stderr).toContain('npm run test:clock -- 2028-02-29T02:30Z');
});

test('a process of such a run tells its time, and leaves every other date as it is', () => {
  const day = 86_400_000;
  const asked = '[Date.now(), +new Date(), +new Date(0), new Date(2028, 1, 29).getDate(), Date.UTC(1970)]';
  const { stdout } = run(['-p', `JSON.stringify(${asked})`], {
    NODE_OPTIONS: `--import=${pathToFileURL('test/support/clock/node.ts').href}`,
    TEST_CLOCK_AHEAD_MS: String(500 * day),
  });
  const [now, made, ...others]: number[] = JSON.parse(stdout);
  // These tests may be such a run themselves.
  const machine = Date.now() - Number(process.env.TEST_CLOCK_AHEAD_MS ?? 0);
  for (const at of [now, made]) expect(Math.abs((at ?? 0) - machine - 500 * day)).toBeLessThan(day);
  expect(others).toEqual([0, 29, 0]);
});

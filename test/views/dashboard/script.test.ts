import { Script } from 'node:vm';
import { expect, it } from 'vitest';
import { SCRIPT } from '../../../src/views/dashboard/script/index.ts';

it('the dashboard’s script is one that a browser parses, of at most 20 KB', () => {
  expect(() => new Script(SCRIPT)).not.toThrow();
  expect(new TextEncoder().encode(SCRIPT).byteLength).toBeLessThanOrEqual(20 * 1024);
});

it('asks for nothing elsewhere and keeps nothing personal', () => {
  expect(SCRIPT).not.toMatch(/https?:/);
  expect(SCRIPT.match(/localStorage\.\w+/g)?.toSorted()).toEqual([
    'localStorage.getItem',
    'localStorage.setItem',
  ]);
});

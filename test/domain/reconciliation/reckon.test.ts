import { expect, it } from 'vitest';
import { reckon } from '../../../src/domain/reconciliation/reckon.ts';

it('a quiet balance is what the books say, and the difference is to the cent', () => {
  expect(reckon({ stated: 1_000, known: 1_000, arrived: [] })).toBe(1_000);
  expect(reckon({ stated: 1_003, known: 1_000, arrived: [] })).toBe(1_000);
});

it('a balance that moved while it was compared is one that the books went through', () => {
  const arrived = [400, -50, 700];
  for (const stated of [1_000, 1_400, 1_350, 2_050]) {
    expect(reckon({ stated, known: 1_000, arrived })).toBe(stated);
  }
  expect(reckon({ stated: 1_399, known: 1_000, arrived })).toBe(1_400);
});

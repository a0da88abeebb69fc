import fc from 'fast-check';
import { expect, test } from 'vitest';
import { colourRemark, contrastRatio, textOn } from '../../../src/domain/profile/colour.ts';
import { SURFACES } from '../../../src/views/brand-colour.ts';
import { runs } from '../../support/properties.ts';

test('black or white reads on every colour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
      const colour = `#${value.toString(16).padStart(6, '0')}`;
      expect(contrastRatio(colour, textOn(colour))).toBeGreaterThanOrEqual(4.5);
    }),
    runs(2_000),
  );
});

test.each([
  ['#ffffff', 'the white page'],
  ['#f2f2f2', 'the white page'],
  [SURFACES.dark.card, 'dark mode'],
  ['#000000', 'dark mode'],
])('whoever chooses %s is told where it cannot be seen', (colour, where) => {
  expect(colourRemark(colour)).toContain(where);
});

test.each(['#ffd43b', '#ff6600', '#0f5c5c', '#808080'])('%s is chosen without a word', (colour) => {
  expect(colourRemark(colour)).toBeNull();
});

test('the cards that a remark is about are those that are drawn', () => {
  expect(colourRemark(SURFACES.light.card)).toContain('white page');
  expect(contrastRatio(SURFACES.dark.card, '#1a1a1d')).toBe(1);
});
